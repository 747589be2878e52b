namespace Ballast.Emulator;

/// <summary>Where the started host listens.</summary>
public sealed class ListeningAddress
{
    /// <summary>The first address, such as <c>http://127.0.0.1:43117</c>; null before the start and without HTTP functions.</summary>
    public Uri? Uri { get; internal set; }
}
