# What a typesetter trips over.
headline	0	Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: a headline with a word that no measure holds
byline	0	A. Very Long Byline Indeed, with Contributions from Several Correspondents in Several Places and a Photographer whose name is also long
published	0	last Tuesday
site	0	A site with a name so long that it cannot possibly stand beside the page number without being cut somewhere
paragraph	0	Soft hy­phens: Donau­dampf­schiff­fahrts­elek­tri­zi­täten­haupt­betriebs­werk­bau­unter­beamten­gesell­schaft, then a long address https://example.org/a/very/long/path/that/has/no/spaces/at/all/and/goes/on/and/on.html and 10 000 km kept together by no-break spaces.
paragraph	0	灯台守の手帳が町の新聞になった話。「誰もやめろとは言わなかった」と彼女は語る。それは、なくなって初めて気づくようなものだ。
paragraph	0	Кириллица has no glyphs in this face; neither has 🙂. Zero​width​spaces, co‍mbining é marks, a − minus, −5 degrees, 1990–2000, well—dashes—inside.
preformatted	0	if (x > 0) {\n\treturn a_very_long_function_name(with, many, arguments, that, do, not, fit);\n}
list_item	1	
list_item	1,9	A numbered item, its number as wide as a bullet’s indent.
list_item	1,10	The next one has a digit more.
list_item	2,65535	No list is longer than this one, and none deeper inside a column as narrow as some of these.
list_item	2	A dash below a number.
heading	3,1	A numbered heading that is too long to stand on a line of its own in a column
quote	0,2	A numbered quote.
list_item	4	A deep item, deeper than the measure likes, with enough words to need a second line.
quote	0	First quote.
quote	0	Second quote directly after it.
heading	2	A heading that is far too long for one line and therefore takes two or even three of them
table_row	0	A cell that is too long for its column	second	third
table_row	0		empty first	
paragraph	0	The end.
