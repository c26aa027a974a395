using System.Diagnostics;
using RatingDevice.Demo.Counter;
using RatingDevice.Demo.Watch;

namespace RatingDevice.Bench.Press;

/// <summary>The presses that waited longest, and when: tells a slow beginning from a slow program.</summary>
internal static class Slowest
{
    private const int Shown = 8;

    internal static IEnumerable<string> Of(Diary diary, LiveWatch live, long opened)
    {
        var presses = diary.Presses.Where(p => p.Rates).OrderBy(p => p.PressedAt).ToList();
        var number = presses.GroupBy(p => p.Device)
            .SelectMany(g => g.Select((press, index) => (press, index)))
            .ToDictionary(p => p.press, p => p.index + 1);
        return
        [
            .. Top("thanks", p => p.ThanksMs),
            .. Top("live page", p => live.SeenAt(p.Service, p.Level) is { } seen
                ? Stopwatch.GetElapsedTime(p.PressedAt, seen).TotalMilliseconds : null),
        ];

        IEnumerable<string> Top(string what, Func<Demo.Counter.Press, double?> ms) => presses
            .Select(p => (Press: p, Ms: ms(p))).Where(p => p.Ms is not null)
            .OrderByDescending(p => p.Ms).Take(Shown)
            .Select(p => $"{p.Ms,8:0.0} ms to {what}: press {number[p.Press]} of {p.Press.Device}, "
                + $"{Seconds(p.Press):0.00} s in ({p.Press.Kind})");

        double Seconds(Demo.Counter.Press press) =>
            Stopwatch.GetElapsedTime(opened, press.PressedAt).TotalSeconds;
    }
}
