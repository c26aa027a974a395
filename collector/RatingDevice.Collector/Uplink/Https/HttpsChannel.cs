using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.Uplink.Https;

/// <summary>A client for the level above, made of options: its authorities, our certificate, the
/// proxy.</summary>
internal static class HttpsChannel
{
    /// <summary>Largest answer read, in bytes: a receipt, a refusal, or open questions.</summary>
    private const int MostAnswerBytes = 1024 * 1024;

    /// <exception cref="OptionsException">A file cannot be read, or the address cannot be used.</exception>
    public static HttpClient Open(UplinkHttpsOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // a token goes to the address of the options and nowhere else
            UseCookies = false,
            UseProxy = options.Proxy.Length > 0,
            Proxy = options.Proxy.Length > 0
                ? new WebProxy(Address("uplink:https:proxy", options.Proxy)) : null,
            MaxConnectionsPerServer = 2,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            ConnectTimeout = TimeSpan.FromSeconds(Math.Min(10, options.TimeoutSeconds)),
        };
        try
        {
            if (options.CaFile.Length > 0) Trust(handler.SslOptions, options.CaFile);
            if (options.CertificateFile.Length > 0)
                handler.SslOptions.ClientCertificates = [Own(options.CertificateFile, options.KeyFile)];
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException
            or ArgumentException) // a key that is not the certificate's
        {
            handler.Dispose();
            throw new OptionsException($"A certificate of uplink:https cannot be used: {e.Message} Nothing "
                + "was started; name PEM files that this user may read.", e);
        }

        return new HttpClient(handler)
        {
            BaseAddress = Url(options.Url),
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
            MaxResponseContentBufferSize = MostAnswerBytes,
        };
    }

    /// <summary>A bearer token in the clear may be read by anyone on the way.</summary>
    private static Uri Url(string text)
    {
        var url = Address("uplink:https:url", text.EndsWith('/') ? text : text + "/");
        return url.Scheme == Uri.UriSchemeHttps || url.IsLoopback ? url
            : throw new OptionsException($"uplink:https:url is {text}: a token would go over the network in "
                + "the clear. Nothing was started; write https.");
    }

    private static Uri Address(string option, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url
        : throw new OptionsException($"{option} '{text}' is no address. Nothing was started; write for "
            + "example https://ratings.bank.example:8443.");

    private static void Trust(SslClientAuthenticationOptions tls, string file)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        if (policy.CustomTrustStore.Count == 0)
            throw new CryptographicException($"{file} holds no certificate.");
        tls.CertificateChainPolicy = policy;
    }

    private static X509Certificate2 Own(string file, string key) =>
        X509Certificate2.CreateFromPemFile(file, key.Length > 0 ? key : null);
}
