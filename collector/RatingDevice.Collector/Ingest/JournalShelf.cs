using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Ingest;

/// <summary>The committed journals, read from the store once and kept in step with it.</summary>
internal sealed class JournalShelf(IRatingStore store)
{
    private readonly Dictionary<JournalId, JournalBook> _books = [];
    private Dictionary<JournalId, JournalState>? _states;

    public JournalBook? Find(JournalId journal)
    {
        if (_books.TryGetValue(journal, out var book)) return book;
        _states ??= store.Journals().ToDictionary(j => j.Journal);
        return _states.Remove(journal, out var state)
            ? _books[journal] = JournalBook.Load(store, state)
            : null;
    }

    /// <summary>Takes over what was committed.</summary>
    public void Keep(IEnumerable<JournalBook> books)
    {
        foreach (var book in books) _books[book.State.Journal] = book;
    }

    /// <summary>Reads anew from here on: after a failure only the store knows what it holds.</summary>
    public void Forget()
    {
        _books.Clear();
        _states = null;
    }
}
