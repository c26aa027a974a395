using Microsoft.Extensions.Logging;

namespace RatingDevice.Collector.Broker;

/// <summary>
/// Keeps one client connected to the broker until stopped: a lost one is disposed, and after a pause another
/// is made.
/// </summary>
/// <param name="connect">
/// Makes a client that has subscribed; calls the action once with the reason when its connection is gone.
/// Throws a <see cref="BrokerException"/>.
/// </param>
internal sealed class IntakeConnection<TClient>(
    BrokerEndpoint endpoint, TimeProvider time, ILogger log,
    Func<Action<string>, CancellationToken, Task<TClient>> connect) : IAsyncDisposable
    where TClient : class, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private volatile TClient? _client;

    /// <summary>Null while there is none.</summary>
    public TClient? Client => _client;

    /// <summary>Begins to connect, and returns at once.</summary>
    public void Start() => _run = StayConnectedAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _run;
    }

    private async Task StayConnectedAsync(CancellationToken stop)
    {
        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            var lost = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            try
            {
                await using var client = await connect(why => lost.TrySetResult(why), stop);
                _client = client;
                failures = 0;
                log.IntakeConnected(endpoint);
                throw new BrokerException(await lost.Task.WaitAsync(stop));
            }
            catch (BrokerException e)
            {
                failures++;
                log.IntakeNotConnected(e.Message, Retry.After(failures));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            finally
            {
                _client = null;
            }

            // a stop ends the pause, and then the loop
            await Task.Delay(Retry.After(failures), time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
