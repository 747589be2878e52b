namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks the <c>HttpRequest</c> parameter of a function that answers HTTP requests.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute : Attribute
{
    /// <param name="authLevel">Which key a caller must show.</param>
    /// <param name="methods">The HTTP methods answered; none given: all.</param>
    public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
    {
        AuthLevel = authLevel;
        Methods = methods;
    }

    /// <summary>The route below the route prefix, such as <c>decisions/{id?}</c>; null: the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods answered.</summary>
    public string[]? Methods { get; private set; }

    /// <summary>Which key a caller must show.</summary>
    public AuthorizationLevel AuthLevel { get; private set; }
}

/// <summary>Which key a caller of an HTTP function must show. The values are those of the genuine enumeration.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous = 0,

    /// <summary>The function key or the master key.</summary>
    Function = 2,

    /// <summary>The master key.</summary>
    Admin = 4,
}
