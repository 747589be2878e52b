using System.Text;
using Ballast.Emulator.Settings;
using Ballast.Emulator.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Ballast.Emulator.Tests;

public sealed class SettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("settings").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_command_line_wins_over_the_environment_which_wins_over_the_file()
    {
        Write("local.settings.json", """
            {
              // comments are allowed
              "IsEncrypted": false,
              "Values": { "EmuTest__A": "file", "EmuTest__B": "file", "EmuTest:C": "file", "EmuTest__N": 5, },
            }
            """);
        Environment.SetEnvironmentVariable("EmuTest__B", "environment");
        Environment.SetEnvironmentVariable("EmuTest__C", "environment");
        IConfiguration settings = AppSettings.Read(["--EmuTest:C=line"], _folder).Configuration;

        Assert.Equal(("file", "environment", "line", "5"), (settings["EmuTest:A"], settings["EmuTest:B"], settings["EmuTest:C"], settings["EmuTest:N"]));
    }

    [Fact]
    public void Host_settings_come_from_host_json_with_the_genuine_defaults()
    {
        Write("host.json", """
            {
              "version": "2.0",
              "extensions": {
                "http": { "routePrefix": "" },
                "serviceBus": { "maxConcurrentSessions": 3, "sessionIdleTimeout": "00:00:07", "autoCompleteMessages": false }
              }
            }
            """);
        AppSettings settings = AppSettings.Read(["--AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls=4"], _folder);

        Assert.Equal(
            new HostSettings { RoutePrefix = "", MaxConcurrentSessions = 3, SessionIdleTimeout = TimeSpan.FromSeconds(7), AutoCompleteMessages = false, MaxConcurrentCalls = 4 },
            HostSettings.Read(settings.Configuration, settings.HostFile));
        Assert.Equal((16 * Environment.ProcessorCount, 8, TimeSpan.FromMinutes(5), "api"), (new HostSettings().MaxConcurrentCalls, new HostSettings().MaxConcurrentSessions, new HostSettings().MaxAutoLockRenewalDuration, new HostSettings().RoutePrefix));
    }

    [Theory]
    [InlineData("host.json", "{\n  \"version\": \"2.0\",\n  \"extensions\": {", "host.json, line 3: this is not valid JSON")]
    [InlineData("host.json", "{\n  \"version\": \"1.0\" }", "host.json, line 2: \"version\": \"2.0\" is expected.")]
    [InlineData("host.json", "[]", "host.json, line 1: a JSON object is expected")]
    [InlineData("host.json", "", "host.json, line 1: this is not valid JSON")]
    [InlineData("host.json", "{ \"version\": \"2.0\" } x", "host.json, line 1: this is not valid JSON")]
    [InlineData("host.json", "{ \"version\": \"2.0\",\n \"extensions\": { \"serviceBus\": {\n \"maxConcurrentSessions\": \"many\" } } }", "host.json, line 3: maxConcurrentSessions must be a whole number from 1 to 10000.")]
    [InlineData("host.json", "{ \"version\": \"2.0\",\n \"extensions\": { \"serviceBus\": { \"sessionIdleTimeout\": 10 } } }", "host.json, line 2: sessionIdleTimeout must be a duration such as 00:00:10.")]
    [InlineData("local.settings.json", "{\n\"Values\": {\n\"Secret\": \"abc }", "local.settings.json, line 3: this is not valid JSON")]
    [InlineData("local.settings.json", "{\n\"IsEncrypted\": true, \"Values\": {} }", "local.settings.json, line 2: IsEncrypted must be false")]
    [InlineData("local.settings.json", "{ }", "local.settings.json, line 1: \"Values\": {")]
    [InlineData("local.settings.json", "{ \"Values\": {\n \"Market\":\n { \"Source\": \"x\" } } }", "local.settings.json, line 3: the value of Market must be a text; a nested setting is written Market__Inner.")]
    public void A_malformed_file_is_refused_with_its_name_line_and_what_is_expected(string name, string text, string message)
    {
        Write(name, text);
        var refused = Assert.Throws<StartException>(() =>
        {
            AppSettings settings = AppSettings.Read([], _folder);
            HostSettings.Read(settings.Configuration, settings.HostFile);
        });

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "http://localhost:7071")]
    [InlineData("", "Host:Port=8080", "http://localhost:8080")]
    [InlineData("", "Host:Port=", "http://localhost:7071")]
    [InlineData("", "Host:Port=8080,ASPNETCORE_URLS=http://*:9", "http://*:9")]
    [InlineData("port=0", "ASPNETCORE_URLS=http://*:9", "http://127.0.0.1:0")]
    [InlineData("port=1,urls=http://a:1;http://b:2", "", "http://a:1|http://b:2")]
    [InlineData("", "port=99", "http://localhost:7071")]
    public void The_address_is_the_first_that_is_given(string line, string settings, string expected)
    {
        Assert.Equal(expected, string.Join('|', ListenUrls.Read(Configuration(settings), Configuration(line))));
    }

    [Theory]
    [InlineData("port=70000", "--port is '70000'; allowed: a port from 0 (any free one) to 65535.")]
    [InlineData("port=", "--port is ''; allowed: ")]
    [InlineData("urls=https://localhost:1", "--urls must be")]
    public void A_malformed_address_is_refused(string line, string message)
    {
        var refused = Assert.Throws<StartException>(() => ListenUrls.Read(Configuration(""), Configuration(line)));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_is_disabled_by_its_setting_in_either_spelling()
    {
        IConfiguration settings = Configuration("AzureWebJobs.A.Disabled=true,AzureWebJobs:B:Disabled=1,AzureWebJobs.C.Disabled=false");

        Assert.Equal((true, true, false, false), (settings.IsDisabled("A"), settings.IsDisabled("B"), settings.IsDisabled("C"), settings.IsDisabled("D")));
    }

    [Fact]
    public async Task A_disabled_http_function_is_not_found()
    {
        await using var app = new TestApp([typeof(HttpFunctions)], ["--AzureWebJobs:Status:Disabled=true"]);

        Assert.Equal(404, (await app.SendAsync("GET", "/api/status")).Response.StatusCode);
    }

    private static IConfiguration Configuration(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build();

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text, Encoding.UTF8);
}
