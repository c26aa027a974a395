using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace RatingDevice.Simulation.Bank;

/// <summary>An authority of a test's own, and certificates of it, as PEM files in a folder.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly string _folder;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;

    public Certificates(string folder, string name = "authority")
    {
        _folder = folder;
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(From, Until);
        File = Path.Combine(folder, $"{name}.pem");
        System.IO.File.WriteAllText(File, _authority.ExportCertificatePem());
    }

    /// <summary>The authority's certificate.</summary>
    public string File { get; }

    private static DateTimeOffset From => DateTimeOffset.UtcNow.AddDays(-1);

    private static DateTimeOffset Until => DateTimeOffset.UtcNow.AddDays(2);

    /// <summary>A certificate for this machine, or for a unit; certificate and key file.</summary>
    public (string Certificate, string Key) Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var serial = new byte[8];
        RandomNumberGenerator.Fill(serial);
        using var made = request.Create(_authority, From.AddHours(1), Until.AddHours(-1), serial);
        var (certificate, secret) =
            (Path.Combine(_folder, $"{name}.pem"), Path.Combine(_folder, $"{name}.key"));
        System.IO.File.WriteAllText(certificate, made.ExportCertificatePem());
        System.IO.File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        return (certificate, secret);
    }

    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }
}
