using System.Xml;

namespace RatingDevice.Collector.Export.OpenXml;

/// <summary>The parts of a workbook's package that are about its parts.</summary>
internal static class PackageParts
{
    private const string Package = "http://schemas.openxmlformats.org/package/2006/",
        Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>[Content_Types].xml.</summary>
    public static void Types(Stream to, int sheets) => Write(to, xml =>
    {
        xml.WriteStartElement("Types", Package + "content-types");
        Default(xml, "rels", "application/vnd.openxmlformats-package.relationships+xml");
        Default(xml, "xml", "application/xml");
        Override(xml, "/xl/workbook.xml", "sheet.main+xml");
        Override(xml, "/xl/styles.xml", "styles+xml");
        Override(xml, "/xl/sharedStrings.xml", "sharedStrings+xml");
        for (var i = 1; i <= sheets; i++) Override(xml, $"/xl/worksheets/sheet{i}.xml", "worksheet+xml");
    });

    /// <summary>_rels/.rels.</summary>
    public static void Root(Stream to) => Write(to, xml =>
    {
        xml.WriteStartElement("Relationships", Package + "relationships");
        Relation(xml, "rId1", "officeDocument", "xl/workbook.xml");
    });

    /// <summary>xl/_rels/workbook.xml.rels.</summary>
    public static void Workbook(Stream to, int sheets) => Write(to, xml =>
    {
        xml.WriteStartElement("Relationships", Package + "relationships");
        for (var i = 1; i <= sheets; i++) Relation(xml, $"rId{i}", "worksheet", $"worksheets/sheet{i}.xml");
        Relation(xml, $"rId{sheets + 1}", "styles", "styles.xml");
        Relation(xml, $"rId{sheets + 2}", "sharedStrings", "sharedStrings.xml");
    });

    /// <summary>xl/workbook.xml.</summary>
    public static void Sheets(Stream to, IReadOnlyList<string> names) => Write(to, xml =>
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Office);
        xml.WriteStartElement("bookViews", Main);
        xml.WriteStartElement("workbookView", Main);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("sheets", Main);
        for (var i = 1; i <= names.Count; i++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", names[i - 1]);
            xml.WriteAttributeString("sheetId", XmlConvert.ToString(i));
            xml.WriteAttributeString("r", "id", Office, $"rId{i}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    });

    private static void Default(XmlWriter xml, string extension, string type)
    {
        xml.WriteStartElement("Default", Package + "content-types");
        xml.WriteAttributeString("Extension", extension);
        xml.WriteAttributeString("ContentType", type);
        xml.WriteEndElement();
    }

    private static void Override(XmlWriter xml, string part, string kind)
    {
        xml.WriteStartElement("Override", Package + "content-types");
        xml.WriteAttributeString("PartName", part);
        xml.WriteAttributeString("ContentType", Kind + kind);
        xml.WriteEndElement();
    }

    private static void Relation(XmlWriter xml, string id, string kind, string target)
    {
        xml.WriteStartElement("Relationship", Package + "relationships");
        xml.WriteAttributeString("Id", id);
        xml.WriteAttributeString("Type", $"{Office}/{kind}");
        xml.WriteAttributeString("Target", target);
        xml.WriteEndElement();
    }

    private static void Write(Stream to, Action<XmlWriter> write)
    {
        using var xml = XmlWriter.Create(to);
        xml.WriteStartDocument(standalone: true);
        write(xml);
        xml.WriteEndElement();
    }
}
