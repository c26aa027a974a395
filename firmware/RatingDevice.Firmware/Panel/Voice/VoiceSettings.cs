namespace RatingDevice.Firmware.Panel.Voice;

/// <summary>What the voice needs to know.</summary>
/// <param name="Folder">WAV files by the names of <see cref="VoicePrompt"/>, replaceable at any time.</param>
/// <param name="Program">Plays a WAV file that it is given, and ends.</param>
/// <param name="Longest">A prompt still playing then is ended.</param>
internal sealed record VoiceSettings(string Folder, string Program, TimeSpan Longest);
