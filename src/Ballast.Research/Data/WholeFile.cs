namespace Ballast.Research.Data;

/// <summary>Writes a file that is there whole or not at all: beside it first, then renamed.</summary>
internal static class WholeFile
{
    /// <param name="write">May close the stream.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var part = $"{path}.part";
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                write(stream);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
