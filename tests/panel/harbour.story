# A story written for the tests of the typesetter.
headline	0	The harbour light that learned to read: how a lighthouse keeper’s notebook became a town’s newspaper
byline	0	By Ingrid Sælan and Łukasz Żółw
published	0	2026-03-07T06:30:00+01:00
site	0	The Northern Tide
paragraph	0	When the last keeper of the Skarvøy light retired, she left behind forty-one notebooks, a brass barometer and a habit: every evening, before the lamp was lit, somebody had to write down what the day had been like. The town council, which had expected to inherit a building, found that it had inherited a duty.
paragraph	0	“Nobody told us to stop,” says Maren Hovland, who teaches mathematics at the school and has kept the book since 2019. “So we did not stop. It is the sort of thing you only notice when it is missing.”
heading	2	A page a day
paragraph	0	The rule is simple and has never been written down: one page, in ink, no more than three hundred words, and nothing that one would not say aloud in the shop. The weather comes first. Ships come second. Births, deaths and quarrels—in that order, according to Hovland—share whatever room is left.
paragraph	0	It was the librarian, a patient man with an impatient printer, who first pinned a copy to the door. By the end of the week there were readers. By the end of the month there was a queue, and by midsummer the page had been moved behind glass, because people had begun to correct it.
quote	0	A newspaper is a promise that somebody was paying attention. Ours costs nothing, and it is late only when the ink is frozen.
paragraph	0	The panel that now hangs beside the door was a birthday present. It is the size of a paperback, it draws no current while it shows a page, and it asks the library’s server for the notebook once a day. What it does in between is, by any modern standard, nothing at all.
heading	2	What the keepers wrote about
list_item	1	Wind, in words rather than numbers: “enough for washing”, “too much for hens”.
list_item	1	Every ship that passed, by name if it could be read and by temper if it could not.
list_item	2	Coasters were “hurried”; tankers “unhappy”.
list_item	2	Sailing boats were simply “late”.
list_item	1	The price of paraffin, which rose, and of herring, which fell.
paragraph	0	The oldest entry that can still be read was made on a Tuesday in November. It records a north-westerly gale, a broken pane, and a visit from the bishop, in that order of importance. The keeper’s hand is small and upright, and he did not believe in commas.
heading	3	The numbers
table_row	0	Year	Pages	Gales
table_row	0	1908	366	41
table_row	0	1951	365	38
table_row	0	2025	365	29
paragraph	0	Hovland’s pupils have typed in eleven thousand pages so far. They found that the word “quiet” grows rarer after the ferry came in 1964, that “Größe”, “garçon” and “žluťoučký kůň” each occur exactly once, and that nobody has ever been able to explain the entry of 3 May 1932, which reads, in full: “No.”
preformatted	0	3 May 1932   wind NW 4\n             bar. 1013\n             ships: 0\n             remarks: No.
paragraph	0	Asked whether the page will go on, she looks at the clock, and then at the light. “It is nearly six,” she says. “You will have to excuse me.” The pen is already in her hand, and the harbour, as far as anybody can tell, is enough for washing.
