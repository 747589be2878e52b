namespace Ballast.Benchmarks.Servers;

/// <summary>The servers of one comparison, by name, in the order in which they take turns.</summary>
internal sealed class ServerSet : IDisposable
{
    private readonly List<(string Name, ChildServer Server)> _all = [];

    public IReadOnlyList<(string Name, ChildServer Server)> All => _all;

    /// <param name="first">A request that is answered with 202 once the server is ready; null: it is not waited for.</param>
    public void Add(string name, ChildServer server, byte[]? first)
    {
        _all.Add((name, server));
        if (first is not null)
        {
            server.WaitFor202(() => first);
        }
    }

    public void Dispose() => _all.ForEach(s => s.Server.Dispose());
}
