using System.Text.Json.Serialization;

namespace RatingDevice.Collector.Dashboard.Api;

/// <summary>JSON as the API speaks it: camelCase; unknown and doubled fields are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LiveSnapshot))]
[JsonSerializable(typeof(EntryShape))]
[JsonSerializable(typeof(DeviceShape))]
[JsonSerializable(typeof(BulkShape))]
[JsonSerializable(typeof(BeatShape))]
[JsonSerializable(typeof(ResyncShape))]
[JsonSerializable(typeof(DefinitionsAnswer))]
[JsonSerializable(typeof(DevicesAnswer))]
[JsonSerializable(typeof(JournalsAnswer))]
[JsonSerializable(typeof(QuarantineAnswer))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(CommandBody))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ReadyAnswer))]
[JsonSerializable(typeof(ServedAnswer))]
[JsonSerializable(typeof(ContradictionsAnswer))]
[JsonSerializable(typeof(FlagsAnswer))]
[JsonSerializable(typeof(WaitingAnswer))]
[JsonSerializable(typeof(ReportedAnswer))]
[JsonSerializable(typeof(ReconciliationAnswer))]
[JsonSerializable(typeof(StatementsAnswer))]
[JsonSerializable(typeof(UplinkAnswer))]
[JsonSerializable(typeof(ReceivedAnswer))]
[JsonSerializable(typeof(AuditsAnswer))]
[JsonSerializable(typeof(ServicingAnswer))]
[JsonSerializable(typeof(ExportsAnswer))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;
