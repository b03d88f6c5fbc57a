"""What word processors put on the clipboard: tracked changes, comments, footnotes, lists."""

WORD_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Word 15"><style><!--
 /* List Definitions */
 @list l0 {mso-list-id:371; mso-list-type:hybrid;}
 @list l0:level1 {mso-level-text:"%1\\."; mso-level-tab-stop:none;}
 @list l0:level2 {mso-level-number-format:alpha-lower; mso-level-tab-stop:none;}
 @list l0:level3 {mso-level-number-format:roman-lower; mso-level-tab-stop:none;}
 @list l1:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7; font-family:Symbol;}
 @list l1:level2 {mso-level-number-format:bullet; mso-level-text:o; font-family:"Courier New";}
--></style></head><body lang=DE link="#0563C1" style='tab-interval:35.4pt'><!--StartFragment-->"""
WORD_FOOT = "<!--EndFragment--></body></html>"

REVIEWED_IN_WORD = f"""{WORD_HEAD}
<p class=MsoNormal>Die Konferenz beginnt am <span class=msoDel><del cite="mailto:Max%20Muster"
datetime="2026-03-02T09:14">Montag</del></span><span class=msoIns><ins
cite="mailto:Max%20Muster" datetime="2026-03-02T09:14">Dienstag</ins></span> in
<a style='mso-comment-reference:MM_1;mso-comment-date:20260302T0915'>Ulm</a><span
class=MsoCommentReference><span style='font-size:8.0pt'><![if !supportAnnotations]><a
class=msocomanchor id="_anchor_1" onmouseover="msoCommentShow('_anchor_1','_com_1')"
onmouseout="msoCommentHide('_com_1')" href="#_msocom_1" language=JavaScript
name="_msoanchor_1">[MM1]</a><![endif]><span style='mso-special-character:comment'>&nbsp;</span>
</span></span>.<span style='display:none;mso-hide:all'> Nur für uns.</span>
Es kamen 150 Gäste.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if
!supportFootnotes]><span class=MsoFootnoteReference><span style='font-size:11.0pt'>[1]</span></span>
<![endif]></span></span></a><o:p></o:p></p>
<p class=MsoNormal><span class=msoDel><del cite="mailto:Max%20Muster"
datetime="2026-03-02T09:16">Ganz gestrichen.<o:p></o:p></del></span></p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>
<hr align=left size=1 width="33%"><![endif]><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1"
title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if
!supportFootnotes]>[1]<![endif]></span></span></a> Zählung der
Stadt &amp; Region.</p></div></div>
<div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left
size=1 width="33%"><![endif]><div style='mso-element:comment'><![if !supportAnnotations]><div
id="_com_1" class=msocomtxt language=JavaScript><![endif]><span
style='mso-comment-author:"Max Muster"'><![if !supportAnnotations]><a name="_msocom_1"></a>
<![endif]></span><p class=MsoCommentText><span class=MsoCommentReference><![if
!supportAnnotations]><a href="#_msoanchor_1" class=msocomoff>[MM1]</a><![endif]></span>interner
Kommentar</p><![if !supportAnnotations]></div><![endif]></div></div>{WORD_FOOT}"""
REVIEWED_IN_WORD_READS = (
    "<p>Die Konferenz beginnt am Dienstag in Ulm. Es kamen 150 Gäste."
    " (Zählung der Stadt &amp; Region.)</p>"
)

REVIEWED_IN_WORD_ONLINE = """<div class="OutlineElement Ltr SCXW81557186 BCX0"><p
class="Paragraph SCXW81557186 BCX0" xml:lang="DE-DE" lang="DE-DE" paraid="1"><span
data-contrast="auto" xml:lang="DE-DE" class="TextRun SCXW81557186 BCX0"><span
class="NormalTextRun SCXW81557186 BCX0">Beginn am </span></span><span data-contrast="auto"
class="TrackChangeTextDeletionMarker TrackedChange SCXW81557186 BCX0"><span class="TextRun
TrackChangeTextDeletion SCXW81557186 BCX0">Montag</span></span><span data-contrast="auto"
class="TrackChangeTextInsertion TrackedChange SCXW81557186 BCX0"><span class="TextRun
SCXW81557186 BCX0">Dienstag</span></span></p></div>"""

REVIEWED_IN_GOOGLE_DOCS = """<meta charset="utf-8"><b style="font-weight:normal;"
id="docs-internal-guid-9a1b"><p dir="ltr" style="line-height:1.38;"><span
style="font-size:11pt;text-decoration:none;">Beginn am </span><span
style="font-size:11pt;-webkit-text-decoration-skip:none;text-decoration:line-through;">Montag</span><span
style="font-size:11pt;text-decoration:none;">Dienstag</span><sup><a href="#cmnt1"
id="cmnt_ref1">[a]</a></sup><span> in Ulm</span><sup><a href="#ftnt1"
id="ftnt_ref1">[1]</a></sup></p></b><hr class="c3"><div><p class="c1"><a href="#ftnt_ref1"
id="ftnt1">[1]</a><span class="c2">&nbsp;Rathaus</span></p></div><div class="c4"><p
class="c1"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span class="c2">interner Kommentar</span></p><p
class="c1"><span>noch einer</span></p></div>"""

REVIEWED_IN_LIBREOFFICE = """<!DOCTYPE html><html><head><meta name="generator"
content="LibreOffice 24.2.0.3 (Linux)"/><style type="text/css">p { line-height: 115% }
a.sdfootnotesym-western { font-size: 10pt }</style></head><body lang="de-DE" dir="ltr"><p
style="margin-bottom: 0cm"><span lang="de-DE">Beginn am </span><del
cite="Max Muster" datetime="2026-03-02T09:14:00">Montag</del><ins
datetime="2026-03-02T09:14:00">Dienstag</ins><!-- interner Kommentar --> in
Ulm<sup><a class="sdfootnoteanc" name="sdfootnote1anc"
href="#sdfootnote1sym"><sup>1</sup></a></sup></p><div id="sdfootnote1"><p class="sdfootnote"><a
class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>Rathaus</p></div></body>
</html>"""


def word_point(marker, words, level=1, in_list="l0", kind="Middle"):
    spaces = "&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; "
    return f"""<p class=MsoListParagraphCxSp{kind} style='margin-left:{level * 36}.0pt;
mso-add-space:auto;text-indent:-18.0pt;mso-list:{in_list} level{level} lfo1'><![if
!supportLists]><span style='mso-bidi-font-family:Calibri'><span
style='mso-list:Ignore'>{marker}<span
style='font:7.0pt "Times New Roman"'>{spaces}</span></span></span><![endif]>{words}<o:p></o:p></p>
"""


def filtered_point(marker, words, level=1):
    """As Word saves “Webseite, gefiltert”, and as other programs pass it on."""
    return f"""<p class=MsoListParagraph style='margin-left:{level * 36}.0pt;text-indent:-18.0pt'>
<span style='font-family:Symbol'>{marker}<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span>{words}</p>
"""


def online_point(tag, words, level=1, start=None, in_list="1"):
    first = f' start="{start}"' if start else ""
    return f"""<div class="ListContainerWrapper SCXW81557186 BCX0"><{tag}{first} role="list"
class="BulletListStyle1 SCXW81557186 BCX0"><li data-leveltext="%1." data-font=""
data-listid="{in_list}" aria-setsize="-1" data-aria-posinset="1" data-aria-level="{level}"
aria-level="{level}" role="listitem" class="OutlineElement Ltr SCXW81557186 BCX0"><p
class="Paragraph SCXW81557186 BCX0" paraid="7"><span data-contrast="auto" class="TextRun
SCXW81557186 BCX0"><span class="NormalTextRun SCXW81557186 BCX0">{words}</span></span><span
class="EOP SCXW81557186 BCX0">&nbsp;</span></p></li></{tag}></div>"""


def word(*paragraphs):
    return WORD_HEAD + "".join(paragraphs) + WORD_FOOT
