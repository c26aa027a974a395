using LiteDB;
using RatingDevice.Collector.Registry;
using RatingDevice.Wire;

namespace RatingDevice.Collector.Store.LiteDb;

/// <summary>
/// What repeats, journals, posts and rules, under small numbers, and the heads of the journals. Held in
/// memory; read again whenever the engine is opened, so that what a failed transaction numbered is
/// forgotten.
/// </summary>
internal sealed class LiteDbNames
{
    private readonly Dictionary<JournalId, (int Number, JournalState State)> _journals = [];
    private readonly Dictionary<int, JournalId> _journalOf = [];
    private readonly Dictionary<Post, int> _posts = [];
    private readonly Dictionary<int, Post> _postOf = [];
    private readonly Dictionary<OutletRules, int> _rules = [];
    private readonly Dictionary<int, OutletRules> _rulesOf = [];

    public static LiteDbNames Load(LiteDatabase db)
    {
        var names = new LiteDbNames();
        foreach (var d in db.GetCollection(LiteDbSchema.Journal).FindAll())
            names.Keep(d["_id"].AsInt32, LiteDbDocuments.Journal(d));
        foreach (var d in db.GetCollection(LiteDbSchema.Post).FindAll())
            names.Keep(d["_id"].AsInt32, LiteDbDocuments.Post(d));
        foreach (var d in db.GetCollection(LiteDbSchema.Rules).FindAll())
            names.Keep(d["_id"].AsInt32, LiteDbDocuments.Rules(d));
        return names;
    }

    public IEnumerable<JournalState> Journals => _journals.Values.Select(j => j.State);

    public JournalState? Find(JournalId journal) => _journals.GetValueOrDefault(journal).State;

    public int? Number(JournalId journal) =>
        _journals.TryGetValue(journal, out var known) ? known.Number : null;

    public JournalId Journal(int number) => _journalOf[number];

    public Post Post(int number) => _postOf[number];

    /// <summary>Numbers of the posts that are wanted.</summary>
    public IEnumerable<int> Posts(Func<Post, bool> wanted) =>
        _posts.Where(p => wanted(p.Key)).Select(p => p.Value);

    /// <exception cref="InvalidDataException">They are not there.</exception>
    public OutletRules Rules(int number) => _rulesOf.TryGetValue(number, out var rules) ? rules
        : throw new InvalidDataException($"rules {number} are missing.");

    public void Write(LiteDatabase db, JournalState state)
    {
        var number = Number(state.Journal) ?? _journals.Count + 1;
        db.GetCollection(LiteDbSchema.Journal).Upsert(LiteDbDocuments.Of(number, state));
        Keep(number, state);
    }

    public int Number(LiteDatabase db, Post post)
    {
        if (_posts.TryGetValue(post, out var known)) return known;
        var number = _posts.Count + 1;
        db.GetCollection(LiteDbSchema.Post).Insert(LiteDbDocuments.Of(number, post));
        Keep(number, post);
        return number;
    }

    public int Number(LiteDatabase db, OutletRules rules)
    {
        if (_rules.TryGetValue(rules, out var known)) return known;
        var number = _rules.Count + 1;
        db.GetCollection(LiteDbSchema.Rules).Insert(LiteDbDocuments.Of(number, rules));
        Keep(number, rules);
        return number;
    }

    private void Keep(int number, JournalState state) =>
        (_journals[state.Journal], _journalOf[number]) = ((number, state), state.Journal);

    private void Keep(int number, Post post) => (_posts[post], _postOf[number]) = (number, post);

    private void Keep(int number, OutletRules rules) => (_rules[rules], _rulesOf[number]) = (number, rules);
}
