// What was found came by post, so that what was looked for stands in no address. This page's own entry in the browser
// keeps the words: coming back to it from a tip, or loading it anew, searches again instead of failing.

const form = document.getElementById("older-found");
const words = form.elements.words;

if (words.value) history.replaceState({ words: words.value }, "", form.action);
else if (history.state?.words) {
  words.value = history.state.words;
  form.submit();
}
