using RatingDevice.Hosting.MqttNet;

namespace RatingDevice.Tests.Link.MqttNet;

public sealed class MqttNetSecretTests
{
    [Fact]
    public void No_text_of_the_options_shows_the_password() => Assert.DoesNotContain("hidden",
        new MqttNetOptions
        {
            Host = "broker", Port = 1, User = "d-1", Password = "hidden", Time = TimeProvider.System,
        }.ToString());
}
