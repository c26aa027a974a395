using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Broker.Mosquitto;

/// <summary>mosquitto as a child process: configured here, watched, started again when it dies.</summary>
internal sealed class MosquittoBroker(MosquittoBrokerOptions options, TimeProvider time, ILogger log)
    : IBroker
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private const int MostPortTries = 5;

    private readonly MosquittoFiles _files = new(options);
    private readonly BrokerPort _port = new(options.Directory, options.Address, options.Port);
    private readonly DeviceCredentials _credentials = new(options.CredentialsDirectory);
    private readonly LeftBehind _leftBehind = new(options, new MosquittoFiles(options).Configuration, time);
    private readonly SemaphoreSlim _gate = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _secret = DeviceCredentials.NewSecret();
    private IReadOnlyCollection<DeviceId> _allowed = [];
    private IReadOnlyCollection<OutletId> _outlets = [];
    private MosquittoProcess? _child;
    private Task _supervision = Task.CompletedTask;
    private int _listening;

    /// <summary>How often it died and was started again.</summary>
    public int Restarts { get; private set; }

    /// <summary>Its process id; null while there is none.</summary>
    public int? Pid => _child is { Exited.IsCompleted: false } child ? child.Pid : null;

    /// <inheritdoc/>
    public async Task<BrokerEndpoint> StartAsync(CancellationToken stop)
    {
        var program = ProgramFile.Find(options.Program) ?? throw new BrokerException(
            $"the program {options.Program} is not there. On Debian and Ubuntu: apt-get install mosquitto. "
            + "Or set broker:mode to external and name a broker that runs already");
        try
        {
            PrivateFiles.MakeDirectory(options.Directory);
            if (await _leftBehind.StopAsync(stop) is { } pid) log.StoppedLeftBehind(pid);
            WriteAccess();
            await FirstStartAsync(program, stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BrokerException($"{options.Directory} cannot be used for the broker: {e.Message}", e);
        }

        _supervision = SuperviseAsync(program);
        return new BrokerEndpoint(_port.LocalAddress, _listening, MosquittoFiles.Collector, _secret);
    }

    /// <inheritdoc/>
    public async Task AllowAsync(
        IReadOnlyCollection<DeviceId> devices, IReadOnlyCollection<OutletId> outlets, CancellationToken stop)
    {
        // A start under way holds the gate: a child that has not yet set up its signals would die of this
        // one.
        await _gate.WaitAsync(stop);
        try
        {
            (_allowed, _outlets) = (devices, outlets);
            WriteAccess();
            _child?.Signal(Posix.Hup);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BrokerException(
                $"the list of devices cannot be written: {e.Message} The old one stays in force", e);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _supervision;
        await EndChildAsync();
        if (_child is not null) _leftBehind.Forget(); // otherwise the file is another collector's
    }

    private async Task FirstStartAsync(string program, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            _listening = _port.Choose();
            _files.WriteConfiguration(_listening, Posix.IsRoot);
            try
            {
                await LaunchAsync(program, stop);
                log.Started(_port.LocalAddress, _listening, Pid ?? 0);
                return;
            }
            catch (BrokerException) when (options.Port == 0 && tries < MostPortTries)
            {
                _port.Forget(); // most likely somebody was faster; another port then
            }
        }
    }

    private async Task SuperviseAsync(string program)
    {
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            var began = time.GetTimestamp();
            try
            {
                var code = await _child!.Exited.WaitAsync(_stop.Token);
                failures = time.GetElapsedTime(began) >= Lasting ? 1 : failures + 1;
                log.Died(code, Retry.After(failures), _child.LastWords);
                await Task.Delay(Retry.After(failures), time, _stop.Token);
                Restarts++;
                await LaunchAsync(program, _stop.Token);
                log.Started(_port.LocalAddress, _listening, Pid ?? 0);
            }
            catch (BrokerException e)
            {
                log.NotStarted(e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task LaunchAsync(string program, CancellationToken stop)
    {
        await _gate.WaitAsync(stop);
        try
        {
            _child = await MosquittoProcess.StartAsync(program, _files.Configuration, log.Said);
            _leftBehind.Remember(_child.Pid);
            await UntilItListensAsync(_child, stop);
        }
        catch
        {
            await EndChildAsync();
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task UntilItListensAsync(MosquittoProcess child, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (!await AcceptsAsync(stop))
        {
            if (child.Exited.IsCompleted)
                throw new BrokerException($"mosquitto ended at once. It said: {child.LastWords}");
            if (time.GetElapsedTime(began) > options.StartTimeout)
            {
                throw new BrokerException(
                    $"mosquitto does not listen on {_port.LocalAddress}:{_listening} after "
                    + $"{options.StartTimeout.TotalSeconds:0.#} s. It said: {child.LastWords}");
            }

            await Task.Delay(Look, time, stop);
        }
    }

    private async Task<bool> AcceptsAsync(CancellationToken stop)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_port.LocalAddress, _listening, stop);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task EndChildAsync()
    {
        if (_child is not { Exited.IsCompleted: false } child) return;
        child.Signal(Posix.Term);
        try
        {
            await child.Exited.WaitAsync(StopPatience, time);
        }
        catch (TimeoutException)
        {
            child.Signal(Posix.Kill);
            await child.Exited;
        }
    }

    private void WriteAccess()
    {
        var users = BrokerUsers.Of(_allowed, _outlets, _credentials, log);
        users[MosquittoFiles.Collector] = _secret;
        _files.WriteAccess(users, _outlets.Select(o => new ServicesTopic(o)));
    }
}
