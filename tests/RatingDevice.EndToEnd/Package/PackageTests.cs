using RatingDevice.EndToEnd.Pages;

namespace RatingDevice.EndToEnd.Package;

/// <summary>
/// Both packages in a root of their own, from the first installation to the purge. There is no systemd in
/// it, so programs are started as the units say; "./rating package --try" boots one.
/// </summary>
public sealed class PackageTests
{
    private const string Device = "rating-device", Collector = "rating-collector";

    [Fact]
    public async Task They_install_start_upgrade_and_go_and_data_stays_until_somebody_says_so()
    {
        await using var root = await RootAsync();
        await root.RunAsync(Make("/tmp/one", "1.0.0"));
        await root.RunAsync(Make("/tmp/two", "1.0.1"));
        await SameBytesAsync(root);
        await InstalledAsync(root);
        await ConfiguredAndStartedAsync(root);
        await UpgradedAsync(root);
        await RemovedAndPurgedAsync(root);
    }

    // The same sources make the same package at any time; one of both stands for how both are made.
    private static async Task SameBytesAsync(ThrowAwayRoot root)
    {
        await root.RunAsync(Make("/tmp/again", "1.0.0", Device));
        await root.RunAsync($"cd /tmp && cmp one/{Device}_1.0.0_all.deb again/{Device}_1.0.0_all.deb");
    }

    private static async Task InstalledAsync(ThrowAwayRoot root)
    {
        await DpkgAsync(root, "-i /tmp/one/*.deb");
        foreach (var name in new[] { Device, Collector })
        {
            await root.RunAsync($"test -L /etc/systemd/system/multi-user.target.wants/{name}.service");
            Assert.Equal($"root:{name} 2750\n", await root.RunAsync($"stat -c '%U:%G %a' /etc/{name}"));
            Assert.Equal($"{name}:{name} 700\n", await root.RunAsync($"stat -c '%U:%G %a' /var/lib/{name}"));
            await VerifiedAsync(root, name);
        }

        Assert.Contains("gpio", await root.RunAsync($"id -nG {Device}"), StringComparison.Ordinal);
        // what the units wait for is not there yet
        await root.RunAsync("test ! -e /etc/rating-device/device.json");
        await root.RunAsync("test ! -e /etc/rating-collector/registry.json");
    }

    private static async Task VerifiedAsync(ThrowAwayRoot root, string name)
    {
        if ((await root.TryAsync("command -v systemd-analyze")).Code != 0)
        {
            Console.WriteLine($"{name}: unit not verified, this machine has no systemd-analyze");
            return;
        }

        var unit = $"/usr/lib/systemd/system/{name}.service";
        Assert.Equal("", await root.RunAsync($"systemd-analyze verify --man=no {unit}"));
        // systemd's own scale, from 0 (shut) to 10 (open)
        await root.RunAsync($"systemd-analyze security --offline=yes --threshold=25 --no-pager {unit}");
    }

    private static async Task ConfiguredAndStartedAsync(ThrowAwayRoot root)
    {
        await root.RunAsync($"cp /usr/share/doc/{Collector}/examples/registry.json /etc/{Collector}/");
        using var collector = await root.StartUnitAsync(Collector);
        var said = await root.RunAsync($"{Device} setup --yes --outlet o-1 --device d-1 --panel touch "
            + $"--broker 127.0.0.1:1884 --password-file /var/lib/{Collector}/credentials/d-1");
        Assert.Contains("Wrote /etc/rating-device/device.json", said, StringComparison.Ordinal);
        Assert.Equal($"root:{Device} 640\n",
            await root.RunAsync($"stat -c '%U:%G %a' /etc/{Device}/device.json"));
        using (var device = await root.StartUnitAsync(Device))
        {
            await Until.TrueAsync(
                () => HasEntriesAsync(root), 180, "the collector has entries of it");
            await ThrowAwayRoot.StopAsync(device);
        }

        await ThrowAwayRoot.StopAsync(collector);
    }

    private static async Task UpgradedAsync(ThrowAwayRoot root)
    {
        await root.RunAsync($"sed -i 's/8080/8081/' /etc/{Collector}/collector.json");
        var files = $"sha256sum /var/lib/{Device}/device.key /etc/{Device}/device.json";
        var before = await root.RunAsync(files);
        await DpkgAsync(root, "-i /tmp/two/*.deb");
        Assert.Equal("1.0.1", await root.RunAsync($"dpkg-query -W -f '${{Version}}' {Device}"));
        Assert.Equal(before, await root.RunAsync(files));
        await root.RunAsync($"grep 8081 /etc/{Collector}/collector.json");
        using var device = await root.StartUnitAsync(Device);
        await ThrowAwayRoot.StopAsync(device);
    }

    private static async Task RemovedAndPurgedAsync(ThrowAwayRoot root)
    {
        await DpkgAsync(root, $"-r {Device} {Collector}");
        await root.RunAsync($"test ! -e /usr/lib/{Device} && test ! -e /usr/bin/{Collector}");
        await root.RunAsync($"test -s /var/lib/{Device}/journal.db && test -s /etc/{Device}/device.json");

        var kept = await DpkgAsync(root, $"-P {Device}");
        Assert.Contains($"rm -rf /var/lib/{Device} /etc/{Device}", kept, StringComparison.Ordinal);
        await root.RunAsync($"test -s /var/lib/{Device}/journal.db");

        await root.RunAsync(
            $"echo '{Collector} {Collector}/purge-data boolean true' | debconf-set-selections");
        await DpkgAsync(root, $"-P {Collector}");
        await root.RunAsync($"test ! -e /var/lib/{Collector} && test ! -e /etc/{Collector}");
    }

    // Asked by the shell alone: not every machine has a program for it.
    private static async Task<bool> HasEntriesAsync(ThrowAwayRoot root)
    {
        var (_, said) = await root.TryAsync("bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080 && "
            + "printf \"GET /readyz HTTP/1.0\\r\\nHost: 127.0.0.1:8080\\r\\n\\r\\n\" >&3 && cat <&3'");
        return said.Contains("\"entries\":", StringComparison.Ordinal)
            && !said.Contains("\"entries\":0,", StringComparison.Ordinal);
    }

    // Triggers belong to the machine's other packages: manuals to index, caches to make.
    private static Task<string> DpkgAsync(ThrowAwayRoot root, string what) =>
        root.RunAsync($"dpkg --no-triggers {what}");

    private static string Make(string to, string version, string only = "") =>
        $"bash -c 'set -euo pipefail; root=$0; . \"$root/.ci/stack.bash\"; . \"$root/.ci/package.bash\"; "
        + $"make_packages {to} {version} {only}' {Repository.Home}";

    private static async Task<ThrowAwayRoot> RootAsync()
    {
        if (!File.Exists("/usr/bin/dpkg-deb")) Assert.Skip("no dpkg here: not Debian");
        try
        {
            return await ThrowAwayRoot.MakeAsync(Repository.Home);
        }
        catch (InvalidOperationException e)
        {
            Assert.Skip($"this user may not lay a root of its own over the system: {e.Message}");
            throw;
        }
    }
}
