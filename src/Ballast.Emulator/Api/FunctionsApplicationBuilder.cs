using Ballast.Emulator;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a Functions app: add services, then <see cref="Build"/> and run.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly HostApplicationBuilder _inner;
    private readonly AppSettings _settings;
    private bool _usesHttp;
    private bool _hasBuilt;

    internal FunctionsApplicationBuilder(string[] args)
    {
        StartException.EndsTheProcessWithOneSentence();
        _settings = AppSettings.Read(args);
        _inner = EmulatorSetup.CreateHostBuilder(_settings);
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_inner).Properties;

    /// <summary>The settings: local.settings.json, then environment variables, then the command line; the later wins.</summary>
    public ConfigurationManager Configuration => _inner.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => _inner.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _inner.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _inner.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _inner.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => _inner.Services;

    /// <summary>Finds and checks the functions and makes the host that runs them. Once per builder.</summary>
    public IHost Build()
    {
        if (_hasBuilt)
            throw new InvalidOperationException("The application has already been built.");

        _hasBuilt = true;
        EmulatorSetup.AddEmulator(_inner, _settings, _usesHttp);
        return new EmulatedApp(_inner.Build());
    }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => _inner.ConfigureContainer(factory, configure);

    internal void UseHttp()
    {
        _usesHttp = true;
        Services.AddMvcCore();
    }
}
