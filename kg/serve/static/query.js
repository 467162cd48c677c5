// The query page: a chosen question shows its fields at once, and Control with Enter runs what is written. Works without, too.
"use strict";
const named = document.getElementById("named");
const query = document.getElementById("query");
document.getElementById("question").addEventListener("change", () => {
  for (const field of named.querySelectorAll("input")) field.disabled = true;
  named.submit();
});
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    query.form.requestSubmit();
  }
});
