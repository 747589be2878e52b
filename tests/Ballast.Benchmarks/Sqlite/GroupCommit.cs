using System.Threading.Channels;

namespace Ballast.Benchmarks.Sqlite;

/// <summary>One writer thread: what waits is inserted in one transaction, and each waiter is told once that is durable.</summary>
internal sealed class GroupCommit : IDisposable
{
    private const int MostPerCommit = 512;
    private readonly Channel<(byte[] Body, TaskCompletionSource Done)> _waiting = Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new() { SingleReader = true });
    private readonly SqliteDatabase _database;
    private readonly Thread _writer;

    public GroupCommit(string path)
    {
        _database = new SqliteDatabase(path);
        _writer = new Thread(Write) { IsBackground = true, Name = "sqlite-writer" };
        _writer.Start();
    }

    public Task InsertAsync(byte[] body)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((body, done));
        return done.Task;
    }

    public void Dispose()
    {
        _waiting.Writer.Complete();
        _writer.Join();
        _database.Dispose();
    }

    private void Write()
    {
        var batch = new List<(byte[] Body, TaskCompletionSource Done)>();
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MostPerCommit && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            _database.Insert(batch.Select(b => b.Body));
            batch.ForEach(b => b.Done.SetResult());
        }
    }
}
