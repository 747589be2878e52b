namespace Ballast.Benchmarks.Sqlite;

/// <summary>A durable SQLite database: write-ahead log, every commit flushed. One thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int ReadWriteCreate = 0x2 | 0x4;
    private static readonly nint Copy = -1;
    private readonly nint _database;
    private readonly nint _begin;
    private readonly nint _commit;
    private readonly nint _insert;
    private readonly nint _first;
    private readonly nint _delete;

    public SqliteDatabase(string path)
    {
        Require(SqliteApi.Open(path, out _database, ReadWriteCreate, 0));
        foreach (var sql in (string[])["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE IF NOT EXISTS rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL)"])
        {
            var statement = Prepare(sql);
            Run(statement);
            _ = SqliteApi.Free(statement);
        }

        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _insert = Prepare("INSERT INTO rows (body) VALUES (?1)");
        _first = Prepare("SELECT id, body FROM rows ORDER BY id LIMIT 1");
        _delete = Prepare("DELETE FROM rows WHERE id = ?1");
    }

    /// <summary>One durable transaction.</summary>
    public void Insert(IEnumerable<byte[]> bodies)
    {
        Run(_begin);
        foreach (var body in bodies)
        {
            Require(SqliteApi.Bind(_insert, 1, body, body.Length, Copy));
            Run(_insert);
        }

        Run(_commit);
    }

    /// <summary>Takes the oldest row out in one durable transaction; false when there is none.</summary>
    public bool Dequeue()
    {
        Run(_begin);
        var found = SqliteApi.Step(_first) == SqliteApi.Row;
        if (found)
        {
            var id = SqliteApi.Number(_first, 0);
            Require(SqliteApi.Reset(_first));
            Require(SqliteApi.Bind(_delete, 1, id));
            Run(_delete);
        }

        Run(_commit);
        return found;
    }

    public void Dispose()
    {
        foreach (var statement in (nint[])[_begin, _commit, _insert, _first, _delete])
        {
            _ = SqliteApi.Free(statement);
        }

        _ = SqliteApi.Close(_database);
    }

    private nint Prepare(string sql)
    {
        Require(SqliteApi.Prepare(_database, sql, -1, out var statement, 0));
        return statement;
    }

    private static void Run(nint statement)
    {
        while (SqliteApi.Step(statement) is var result && result != SqliteApi.Done)
        {
            if (result != SqliteApi.Row)
            {
                throw new InvalidOperationException($"SQLite answered {result}.");
            }
        }

        Require(SqliteApi.Reset(statement));
    }

    private static void Require(int result)
    {
        if (result != SqliteApi.Ok)
        {
            throw new InvalidOperationException($"SQLite answered {result}.");
        }
    }
}
