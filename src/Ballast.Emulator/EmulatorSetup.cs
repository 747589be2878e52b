using System.Reflection;
using Ballast.Emulator.Http;
using Ballast.Emulator.Queues;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Ballast.Emulator;

/// <summary>Puts the runtime together: an empty host builder first, the runtime's services when the app has added its own.</summary>
internal static class EmulatorSetup
{
    public static HostApplicationBuilder CreateHostBuilder(AppSettings settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            Configuration = settings.Configuration,
            ContentRootPath = settings.ContentRoot,
            ApplicationName = Assembly.GetEntryAssembly()?.GetName().Name,
            EnvironmentName = settings.Configuration["AZURE_FUNCTIONS_ENVIRONMENT"] ?? settings.Configuration["DOTNET_ENVIRONMENT"] ?? Environments.Development,
        });

        // The framework logs each request's steps at Information, and bad requests with their query string, where keys stand.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddConfiguration(settings.Configuration.GetSection($"{HostSettings.Section}:logging"));
        builder.Logging.AddConfiguration(settings.Configuration.GetSection("Logging"));
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.None);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        return builder;
    }

    /// <exception cref="StartException">A function or a setting is wrong.</exception>
    public static void AddEmulator(HostApplicationBuilder builder, AppSettings settings, bool usesHttp)
    {
        IServiceCollection services = builder.Services;
        var classes = services.LastOrDefault(service => service.ServiceType == typeof(FunctionClasses))?.ImplementationInstance as FunctionClasses;
        HostSettings host = HostSettings.Read(settings.Configuration, settings.HostFile);
        FunctionCatalogue catalogue = FunctionCatalogue.Discover(classes?.Types ?? Assembly.GetEntryAssembly()?.GetTypes() ?? [], settings.Configuration);
        if (!usesHttp && catalogue.Functions.FirstOrDefault(function => function.Trigger is FunctionTrigger.Http) is { } http)
            throw new StartException($"Function '{http.Name}' answers HTTP, which Program.cs must switch on: builder.ConfigureFunctionsWebApplication();");

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new EmulatorOptions());
        foreach (Type type in catalogue.Functions.Where(function => !function.IsStatic).Select(function => function.Class).Distinct())
            services.TryAddTransient(type);

        var routes = new RouteTable(catalogue.Functions, host.RoutePrefix);
        services.AddSingleton(settings);
        services.AddSingleton(host);
        services.AddSingleton(catalogue);
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton<ListeningAddress>();
        services.AddSingleton(provider => HostKeys.Load(settings.Configuration, provider.GetRequiredService<EmulatorOptions>().StateFolder));
        services.AddSingleton(provider => new HttpDispatcher(
            routes,
            new KeyGate(provider.GetRequiredService<HostKeys>()),
            provider.GetRequiredService<FunctionInvoker>(),
            provider.GetRequiredService<ILogger<HttpDispatcher>>()));
        services.AddSingleton(provider => new MessageHandler(
            provider.GetRequiredService<FunctionInvoker>(),
            provider.GetRequiredService<IQueueReceiver>(),
            host,
            provider.GetRequiredService<ILogger<MessageHandler>>()));
        services.AddSingleton(provider => new HttpServer(provider.GetRequiredService<HttpDispatcher>(), provider, settings.Configuration));
        services.AddSingleton<EmulatorHost>();
    }
}
