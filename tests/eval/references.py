"""What other tools reach on the same pages.

Measured with the same scorer; the source of every figure is the data's
README.md: its table "Reference points", and what it says of `mixed`.
"""

# Tool; word F1, shingle F1, headline exact on each set; peak RAM.
REFERENCES = (
    ('trafilatura 2.2', {'dev-wcxb': (.932, .927, .539),
                         'news': (.939, .938, .712)}, '47 MB'),
    ('Readability.js 0.6', {'dev-wcxb': (.932, .929, .591),
                            'news': (.935, .934, .683),
                            'mixed': (.914, .918, .648)}, '168 MB'),
    ('defuddle 0.19', {'dev-wcxb': (.930, .929, .741),
                       'news': (.907, .914, .749),
                       'mixed': (.897, .904, .717)}, ''),
    ('jusText', {'dev-wcxb': (.886, .885, None)}, ''),
    ('readabilitySAX, up to 4 passes', {'dev-wcxb': (.847, .868, None)},
     '54 MB'),
    ('readabilitySAX, one pass', {'dev-wcxb': (.724, .784, None)}, ''),
)
NONE = None, None, None
