using System.Collections;
using System.Reflection;
using LiteDB;
using LiteDB.Engine;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// Transactions an engine leaves behind when a write failed. Their finalizers hand back pages that are no
/// longer theirs and throw, and an exception in a finalizer ends the process: a full disk would end the
/// collector with the next garbage collection. LiteDB has no call for it, so they are found by name.
/// </summary>
internal static class AbandonedTransactions
{
    private const BindingFlags Inside = BindingFlags.Instance | BindingFlags.NonPublic;

    private static readonly FieldInfo Monitor = Field(typeof(LiteEngine), "_monitor");
    private static readonly FieldInfo Transactions = Field(Monitor.FieldType, "_transactions");

    /// <summary>Call it when the engine has been disposed of, before the last reference to it goes.</summary>
    public static void Spare(LiteEngine engine)
    {
        if (Monitor.GetValue(engine) is not { } monitor) return; // never opened
        foreach (var transaction in ((IDictionary)Transactions.GetValue(monitor)!).Values)
            GC.SuppressFinalize(transaction);
    }

    private static FieldInfo Field(Type type, string name) => type.GetField(name, Inside)
        ?? throw new MissingFieldException($"LiteDB's {type.Name} has no {name}: look at this class again");
}
