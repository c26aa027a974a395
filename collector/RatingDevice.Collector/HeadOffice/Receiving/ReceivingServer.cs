using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RatingDevice.Collector.Dashboard;
using RatingDevice.Hosting;

namespace RatingDevice.Collector.HeadOffice.Receiving;

/// <summary>The listener that units below reach: statements, questions, answers, and no page.</summary>
internal static class ReceivingServer
{
    /// <exception cref="OptionsException">A certificate cannot be read, or it would listen in the
    /// clear.</exception>
    public static WebApplication Build(
        ReceivingOptions options, IPAddress address, ReceivingRoutes routes, ILoggerFactory logs)
    {
        if (options.CertificateFile.Length == 0 && !IPAddress.IsLoopback(address))
        {
            throw new OptionsException($"receive:address is {address} and receive:certificateFile is empty: "
                + "tokens would go over the network in the clear. Nothing was started; name a certificate, "
                + "or listen on 127.0.0.1.");
        }

        var tls = Tls(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = options.MostConnections;
            kestrel.Limits.MaxRequestBodySize = 4096;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            kestrel.Listen(address, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (tls is not null) listen.UseHttps(tls);
            });
        });
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Services.AddRouting();
        var site = builder.Build();
        site.UseRouting();
        routes.Map(site);
        return site;
    }

    private static HttpsConnectionAdapterOptions? Tls(ReceivingOptions options)
    {
        if (options.CertificateFile.Length == 0) return null;
        try
        {
            var whole = new X509Certificate2Collection();
            whole.ImportFromPemFile(options.CertificateFile);
            var tls = new HttpsConnectionAdapterOptions
            {
                ServerCertificate = X509Certificate2.CreateFromPemFile(
                    options.CertificateFile, options.KeyFile.Length > 0 ? options.KeyFile : null),
                ServerCertificateChain = [.. whole.Skip(1)],
                SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            };
            if (options.ClientCaFile.Length == 0) return tls;
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(options.ClientCaFile);
            if (authorities.Count == 0)
                throw new CryptographicException($"{options.ClientCaFile} holds no certificate.");
            tls.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            tls.ClientCertificateValidation = (certificate, _, _) => Trusted(certificate, authorities);
            return tls;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException
            or ArgumentException) // a key that is not the certificate's
        {
            throw new OptionsException($"A certificate of receive cannot be used: {e.Message} Nothing was "
                + "started; name PEM files that this user may read.", e);
        }
    }

    private static bool Trusted(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(certificate);
    }
}
