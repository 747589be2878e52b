namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a Functions app's Program.cs begins.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with settings, logging and the functions' host in place.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

/// <summary>The HTTP part of the builder.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets functions take <c>HttpRequest</c> and return <c>IActionResult</c>.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.UseHttp();
        return builder;
    }
}
