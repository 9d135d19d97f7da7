"""What other tools reach on the same pages.

Measured with the same scorer; the source of every figure is the table
"Reference points" of the data's README.md.
"""

# Tool; word F1, shingle F1, headline exact on dev-wcxb; on news; peak RAM.
REFERENCES = (
    ('trafilatura 2.2', (.932, .927, .539), (.939, .938, .712), '47 MB'),
    ('Readability.js 0.6', (.932, .929, .591), (.935, .934, .683), '168 MB'),
    ('defuddle 0.19', (.930, .929, .741), (.907, .914, .749), ''),
    ('jusText', (.886, .885, None), (None, None, None), ''),
    ('readabilitySAX, up to 4 passes', (.847, .868, None),
     (None, None, None), '54 MB'),
    ('readabilitySAX, one pass', (.724, .784, None), (None, None, None), ''),
)
