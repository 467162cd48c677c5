"""What the network page is made of: where things stand, how they look, what the panel says, and the files of the page itself.

`layout` places the nodes, `looks` gives each class its outline, sign and colour (`looks.json`), `content` turns a graph into
the plain values that the page shows. `page.html`, `page.css` and the `.js` files are the page; `kg.export.network_page` puts
all of them together.
"""
