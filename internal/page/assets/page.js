// Copies what the link in a mail carries behind "#" into the form, and removes
// it from the address bar. It posts nothing: that is for a person to do.
(function () {
  'use strict';

  var names = ['code', 'proof', 'token', 'invitation'];

  function prefill() {
    var fragment = new URLSearchParams(location.hash.slice(1));
    var found = false;
    names.forEach(function (name) {
      var value = fragment.get(name);
      var input = document.querySelector('input[name="' + name + '"]');
      if (!value) return;
      found = true;
      if (input) input.value = value;
    });
    if (!found) return;
    history.replaceState(null, '', location.pathname + location.search);
    document.querySelectorAll('.by-hand').forEach(function (element) {
      element.hidden = true;
    });
  }

  prefill();
  // Another link opened in the same tab changes only what is behind "#".
  addEventListener('hashchange', prefill);
})();
