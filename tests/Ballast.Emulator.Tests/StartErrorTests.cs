using System.Net;
using System.Net.Sockets;
using Azure.Messaging.ServiceBus;
using Ballast.Emulator.Tests.Support;
using Ballast.Journal.Queue;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Ballast.Emulator.Tests;

public sealed class StartErrorTests
{
    [Theory]
    [InlineData(typeof(Twice), "Two functions are named 'Same' (Twice and Twice)")]
    [InlineData(typeof(SameRoute), "The functions 'R1' and 'R2' answer the same method at 'api/r/{id}'")]
    [InlineData(typeof(BadParameter), "Function 'BadParameter': the parameter 'number' of type Decimal cannot be bound. An HTTP function takes")]
    [InlineData(typeof(ForeignParameter), "Function 'Foreign': the parameter 'actions' of type ServiceBusMessageActions cannot be bound. A timer function takes")]
    [InlineData(typeof(WrongTrigger), "Function 'WrongTrigger': the parameter 'timer' of type String cannot be bound.")]
    [InlineData(typeof(OptionalInt), "Function 'OptionalInt': the route part 'id' is optional")]
    [InlineData(typeof(Constrained), "Function 'Constrained': the route part '{id}' has a constraint")]
    [InlineData(typeof(Malformed), "Function 'Malformed': the route 'a/{' is malformed")]
    [InlineData(typeof(WrongReturn), "Function 'WrongReturn' returns String; expected is IActionResult")]
    [InlineData(typeof(NoTrigger), "Function 'NoTrigger' needs exactly one parameter with a trigger attribute; it has 0.")]
    [InlineData(typeof(FiveFields), "Function 'FiveFields': '*/5 * * * *' is not a schedule; six NCRONTAB fields")]
    [InlineData(typeof(Span), "Function 'Span': '00:05:00' is a time span, which Azure runs on dedicated plans only; six NCRONTAB fields")]
    [InlineData(typeof(Missing), "Function 'Missing': the setting 'NoSuchSetting', named by '%NoSuchSetting%', is missing.")]
    [InlineData(typeof(Percent), "Function 'Percent': '50%' has a '%' without its partner")]
    [InlineData(typeof(Batch), "Function 'Batch': IsBatched is not known")]
    public void A_function_that_cannot_be_called_is_refused_by_name(Type functions, string message)
    {
        var refused = Assert.Throws<StartException>(() => TestApp.Of(functions));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Http_functions_need_the_web_application()
    {
        var refused = Assert.Throws<StartException>(() => new TestApp([typeof(HttpFunctions)], usesHttp: false));

        Assert.Contains("builder.ConfigureFunctionsWebApplication();", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(AutoQueue), "jobs", true, "Function 'Auto': IsSessionsEnabled must be true, as the queue 'jobs' is declared.")]
    [InlineData(typeof(SessionQueue), "other", true, "Function 'Ordered': the queue 'tickets' is not declared; register it in EmulatedQueues.")]
    public async Task A_queue_must_be_declared_as_its_function_says(Type functions, string queue, bool sessions, string message)
    {
        var options = new QueueOptions(queue, sessions, TimeSpan.FromSeconds(60), 3, null);
        await using var app = new TestApp(
            [functions],
            configure: services => services.AddSingleton<IQueueReceiver>(new MemoryQueue(TimeProvider.System)).AddSingleton(new EmulatedQueues([options])).AddSingleton<Gate>());
        var refused = await Assert.ThrowsAsync<StartException>(app.StartAsync);

        Assert.Equal(message, refused.Message);
    }

    [Fact]
    public async Task A_schedule_that_never_comes_is_refused()
    {
        await using var app = TestApp.Of(typeof(Never));
        var refused = await Assert.ThrowsAsync<StartException>(app.StartAsync);

        Assert.Equal("Function 'Never': the schedule '0 0 0 30 2 *' never comes.", refused.Message);
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var app = new TestApp([typeof(HttpFunctions)], [$"--urls=http://127.0.0.1:{port}"]);
        var refused = await Assert.ThrowsAsync<StartException>(app.StartAsync);

        Assert.Contains($"http://127.0.0.1:{port}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    public sealed class Twice
    {
        [Function("Same")]
        public void A([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }

        [Function("same")]
        public void B([TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }
    }

    public sealed class SameRoute
    {
        [Function("R1")]
        public IActionResult A([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "r/{id}")] HttpRequest request) => new OkResult();

        [Function("R2")]
        public IActionResult B([HttpTrigger(AuthorizationLevel.Anonymous, Route = "r/{id}")] HttpRequest request) => new OkResult();
    }

    public sealed class BadParameter
    {
        [Function("BadParameter")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "n/{number}")] HttpRequest request, decimal number) => new OkObjectResult(number);
    }

    public sealed class ForeignParameter
    {
        [Function("Foreign")]
        public void Run([TimerTrigger("0 * * * * *")] TimerInfo timer, ServiceBusMessageActions actions)
        {
        }
    }

    public sealed class WrongTrigger
    {
        [Function("WrongTrigger")]
        public void Run([TimerTrigger("0 * * * * *")] string timer)
        {
        }
    }

    public sealed class OptionalInt
    {
        [Function("OptionalInt")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "o/{id?}")] HttpRequest request, int id) => new OkObjectResult(id);
    }

    public sealed class Constrained
    {
        [Function("Constrained")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "c/{id:int}")] HttpRequest request, int id) => new OkObjectResult(id);
    }

    public sealed class Malformed
    {
        [Function("Malformed")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "a/{")] HttpRequest request, string id) => new OkObjectResult(id);
    }

    public sealed class WrongReturn
    {
        [Function("WrongReturn")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "";
    }

    public sealed class NoTrigger
    {
        [Function("NoTrigger")]
        public void Run(FunctionContext context)
        {
        }
    }

    public sealed class FiveFields
    {
        [Function("FiveFields")]
        public void Run([TimerTrigger("*/5 * * * *")] TimerInfo timer)
        {
        }
    }

    public sealed class Span
    {
        [Function("Span")]
        public void Run([TimerTrigger("00:05:00")] TimerInfo timer)
        {
        }
    }

    public sealed class Missing
    {
        [Function("Missing")]
        public void Run([TimerTrigger("%NoSuchSetting%")] TimerInfo timer)
        {
        }
    }

    public sealed class Percent
    {
        [Function("Percent")]
        public void Run([ServiceBusTrigger("50%")] ServiceBusReceivedMessage message)
        {
        }
    }

    public sealed class Batch
    {
        [Function("Batch")]
        public void Run([ServiceBusTrigger("jobs", IsBatched = true)] ServiceBusReceivedMessage message)
        {
        }
    }

    public sealed class Never
    {
        [Function("Never")]
        public void Run([TimerTrigger("0 0 0 30 2 *")] TimerInfo timer)
        {
        }
    }
}
