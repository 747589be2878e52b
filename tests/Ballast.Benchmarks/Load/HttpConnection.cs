using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ballast.Benchmarks.Load;

/// <summary>A keep-alive connection that sends prepared requests and reads no more of an answer than it must.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[16 * 1024];
    private int _length;

    public HttpConnection(int port) => _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>The last answer.</summary>
    public string Text => Encoding.UTF8.GetString(_buffer, 0, _length);

    /// <summary>Its bytes, head and body.</summary>
    public int Length => _length;

    public static byte[] Post(string path, string body) =>
        Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static byte[] Get(string path) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");

    /// <summary>Sends one request, reads the whole answer, returns its status.</summary>
    public int Send(byte[] request)
    {
        _socket.Send(request);
        _length = 0;
        var end = -1;
        while (end < 0 || _length < end)
        {
            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = _socket.Receive(_buffer.AsSpan(_length));
            if (read == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            _length += read;
            end = end < 0 ? EndOf(_buffer.AsSpan(0, _length)) : end;
        }

        return Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _) ? status : 0;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Where the answer ends; -1 while its head is not complete.</summary>
    private static int EndOf(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return -1;
        }

        var length = bytes[..head].IndexOf("Content-Length: "u8);
        return length < 0 ? head + 4
            : Utf8Parser.TryParse(bytes[(length + 16)..], out int count, out _) ? head + 4 + count
            : throw new InvalidOperationException("An answer without a readable Content-Length.");
    }
}
