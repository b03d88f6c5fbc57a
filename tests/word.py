"""What Word puts on the clipboard, in short: styles, comments, empty paragraphs."""

CLIPBOARD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><title>Bericht_final</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<h2><a name="_Toc1"><span style='mso-fareast-language:DE'>Ergebnis<o:p></o:p></span></a></h2>
<p class=MsoNormal><span style='font-family:"Arial";color:#1F3864'>Die Stadt <font
color=red>nutzt</font> offene Daten.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Erstens</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if
!supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Zweitens</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr
style='mso-yfti-irow:0'><td width=301 valign=top style='width:226pt;border:solid windowtext 1pt'>
<p class=MsoNormal>Jahr<o:p></o:p></p></td></tr></table>
<!--EndFragment--></body></html>"""


HEADINGS = (
    "<p class=MsoTitle style='margin:0cm'>Bericht</p>"
    "<h1>Eins</h1><p class=MsoNormal>Text</p><h2>Zwei</h2><h3>Drei</h3><H4>Vier</H4><h6>Fünf</h6>"
)
OUR_HEADINGS = (
    "<h2>Bericht</h2><h2>Eins</h2><p>Text</p><h2>Zwei</h2><h3>Drei</h3><h3>Vier</h3><h3>Fünf</h3>"
)
