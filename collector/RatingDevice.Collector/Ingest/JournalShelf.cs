using RatingDevice.Collector.Store;

namespace RatingDevice.Collector.Ingest;

/// <summary>
/// The committed journals, read from the store once and kept in step with it. Where other collectors write
/// too, what is kept may be behind: then journals are looked up again before they are judged against.
/// </summary>
internal sealed class JournalShelf(IRatingStore store)
{
    private readonly Dictionary<JournalId, JournalBook?> _books = [];
    private Dictionary<JournalId, JournalState>? _states;

    public JournalBook? Find(JournalId journal)
    {
        if (_books.TryGetValue(journal, out var book)) return book;
        if (store.Shared)
        {
            Refresh([journal]);
            return _books[journal];
        }

        _states ??= store.Journals().ToDictionary(j => j.Journal);
        return _states.Remove(journal, out var state)
            ? _books[journal] = JournalBook.Of(store, new(state, store.Anchors(journal))) : null;
    }

    /// <summary>
    /// Brings some journals up to date where another collector may have taken them further.
    /// </summary>
    public void Refresh(IReadOnlyCollection<JournalId> journals)
    {
        if (!store.Shared || journals.Count == 0) return;
        var tails = store.Tails(journals).ToDictionary(t => t.State.Journal);
        foreach (var journal in journals)
        {
            var tail = tails.GetValueOrDefault(journal);
            if (tail is null) _books[journal] = null;
            else if (_books.GetValueOrDefault(journal)?.State != tail.State)
                _books[journal] = JournalBook.Of(store, tail);
        }
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
