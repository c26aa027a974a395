using RatingDevice.Collector.Broker;
using RatingDevice.Firmware.Link;
using RatingDevice.Mosquitto;

namespace RatingDevice.Tests.Link;

public sealed class SecretTextTests
{
    [Fact]
    public void No_text_of_a_login_shows_the_password()
    {
        var (outlet, device) = (OutletId.Parse("o-1"), DeviceId.Parse("d-1"));
        object[] all =
        [
            new LinkOptions { Outlet = outlet, Device = device, Brokers = [], Password = "hidden" },
            new LinkLogin(outlet, device, "hidden", default),
            new BrokerEndpoint("broker", 1883, "collector", "hidden"),
            new MosquittoOptions
            {
                Host = "broker", Port = 1, ClientId = "d-1", Password = "hidden", Time = TimeProvider.System,
            },
        ];
        Assert.All(all, login => Assert.DoesNotContain("hidden", login.ToString()));
    }
}
