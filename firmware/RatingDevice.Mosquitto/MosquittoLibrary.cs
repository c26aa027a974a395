using System.Runtime.InteropServices;

namespace RatingDevice.Mosquitto;

/// <summary>libmosquitto itself: loaded once, or a sentence on how to get it.</summary>
public static class MosquittoLibrary
{
    private const string Advice =
        "On Debian and Ubuntu: apt-get install libmosquitto1. Nothing is lost meanwhile.";

    private static readonly Lazy<string?> Trouble = new(Load);

    /// <summary>Makes sure that the library is there and is version 2.0 or newer.</summary>
    /// <exception cref="MosquittoException">It is not; the message says which package to install.</exception>
    public static void Require()
    {
        if (Trouble.Value is { } trouble) throw new MosquittoException(trouble);
    }

    internal static string ErrorText(int code) => Text(Native.ErrorText(code));

    internal static string ReasonText(int code) => Text(Native.ReasonText(code));

    private static string Text(nint utf8) => (Marshal.PtrToStringUTF8(utf8) ?? "").Trim().TrimEnd('.');

    private static string? Load()
    {
        try
        {
            Native.LibVersion(out var major, out var minor, out var revision);
            if (major < 2) return $"{Native.Library} is {major}.{minor}.{revision}, not 2.0. {Advice}";
            var code = Native.LibInit();
            return code == 0 ? null : $"{Native.Library} does not start: {ErrorText(code)}";
        }
        catch (Exception e) when (e is TypeLoadException or BadImageFormatException)
        {
            return $"{Native.Library} cannot be loaded: {e.Message.ReplaceLineEndings(" ")} {Advice}";
        }
    }
}
