// Copies what the link in a mail carries after the "#" into the form, and removes
// it from the address bar. On the pages to activate and to decline, it asks what
// the link is for and greets the person, which changes nothing. It submits no form;
// only a person does.
(function () {
  'use strict';

  var names = ['email', 'code', 'proof', 'token', 'invitation'];
  /** The key under which the console stores its session, see its session.js. */
  var storedSession = 'communitrak.session';
  /** How long the page waits to learn what the link is for, in milliseconds. */
  var patience = 6000;

  /** Whether the link is one of a letter that asks for the resident's email: it carries the code alone. */
  var fromLetter = false;

  function all(selector) {
    return document.querySelectorAll(selector);
  }

  function input(name) {
    return document.querySelector('input[name="' + name + '"]');
  }

  /** Returns the names and values that the link carries. */
  function carried() {
    return Array.from(new URLSearchParams(location.hash.slice(1))).filter(function (pair) {
      return pair[1] && names.indexOf(pair[0]) >= 0;
    });
  }

  function prefill() {
    var found = carried();
    if (found.length === 0) return;
    fromLetter = found.length === 1 && found[0][0] === 'code';
    found.forEach(function (pair) {
      if (input(pair[0])) input(pair[0]).value = pair[1];
    });
    history.replaceState(null, '', location.pathname + location.search);
    all('.by-hand').forEach(function (element) {
      element.hidden = true;
    });
  }

  /** Shows the parts of the page that belong to a state. */
  function turn(state, told) {
    all('[data-in]').forEach(function (element) {
      var shown = element.dataset.in.split(' ').indexOf(state) >= 0;
      element.hidden = !shown;
      // Enter presses the first submit button, visible or not.
      if (element.tagName === 'BUTTON') element.type = shown ? 'submit' : 'button';
    });
    var heading = document.querySelector('template[data-heading="' + state + '"]');
    if (heading) document.querySelector('h1').replaceChildren(heading.content.cloneNode(true));
    if (!told) return;
    all('[data-say]').forEach(function (element) {
      element.textContent = told[element.dataset.say];
    });
    all('[data-needs]').forEach(function (element) {
      element.hidden = !told[element.dataset.needs];
    });
    document.title = document.querySelector('h1').textContent + ' – Communitrak';
  }

  /** Greets the person the link is for, if it carries everything that takes. */
  function greet() {
    var link = { email: input('email').value, code: input('code').value, proof: input('proof').value };
    if (link.email && link.code && link.proof) ask(link, greeted);
    else if (fromLetter) {
      turn('letter', {});
      document.getElementById('email-hint').textContent = document.querySelector('template[data-hint="letter"]').content.textContent;
      input('email').focus();
    }
  }

  /** Says whose invitation the link to decline would end. */
  function name() {
    var link = { invitation: input('invitation').value, proof: input('proof').value };
    if (link.invitation && link.proof) ask(link, named);
  }

  /** Asks the API what a link is for, which changes nothing. */
  function ask(link, welcome) {
    turn('waiting');
    fetch('/v1/activations/invitation', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(patience),
      body: JSON.stringify(link),
    })
      .then(function (response) {
        return response.json().then(function (answer) {
          if (response.ok) welcome(answer, link);
          else refused(answer.code);
        });
      })
      .catch(function () {
        turn('hand');
      });
  }

  function named(answer, link) {
    var byPerson = answer.inviter !== answer.community.name;
    dress(answer.look, answer.community.name);
    turn('greeted', {
      firstName: answer.firstName,
      community: answer.community.name,
      home: answer.home,
      person: byPerson ? answer.inviter : '',
      noPerson: !byPerson,
      email: link.email,
      hasAccount: answer.hasAccount,
      welcome: answer.look.welcome,
      end: moment(new Date(answer.expiresAt), answer.timeZone),
    });
  }

  /** Gives the page the community's color. */
  function paint(palette) {
    var style = document.documentElement.style;
    style.setProperty('--own-action', palette.action);
    style.setProperty('--own-on-action', palette.onAction);
    style.setProperty('--own-dark-action', palette.darkAction);
    style.setProperty('--own-dark-on-action', palette.darkOnAction);
    document.documentElement.classList.add('own');
  }

  /** Gives the page the community's look. */
  function dress(look, community) {
    if (look.palette) paint(look.palette);
    var logo = document.querySelector('img.logo');
    if (!look.logo || !logo) return;
    logo.width = look.logo.width;
    logo.height = look.logo.height;
    logo.alt = community;
    logo.src = look.logo.url;
    logo.hidden = false;
  }

  function greeted(answer, link) {
    named(answer, link);
    var hint = document.querySelector('template[data-hint="' + (answer.hasAccount ? 'account' : 'new') + '"]');
    document.getElementById('password-hint').textContent = hint.content.textContent;
    if (answer.hasAccount) {
      input('password').autocomplete = 'current-password';
      all('[data-in~="account"]').forEach(function (element) {
        element.hidden = false;
      });
    }
    if (!document.querySelector('.summary')) input('password').focus();
  }

  function refused(code) {
    if (code === 'expired') {
      // People type the address that a mail should go to, so a scanner that presses buttons sends none.
      names.forEach(function (name) {
        if (input(name)) input(name).value = '';
      });
      turn(document.querySelector('[data-in~="ended"]') ? 'ended' : 'hand', {});
    } else if (code === 'already_active') {
      turn('active', {});
    } else {
      turn(code === 'activation_refused' ? 'refused' : 'hand');
    }
  }

  /** Formats a time, such as *Dec 27, 2026 at 4:50 PM MST*. */
  function moment(time, timeZone) {
    function part(options) {
      options.timeZone = timeZone;
      return new Intl.DateTimeFormat('en-US', options).format(time);
    }
    return (
      part({ month: 'short', day: 'numeric', year: 'numeric' }) +
      ' at ' +
      part({ hour: 'numeric', minute: '2-digit', timeZoneName: 'short' })
    );
  }

  /** Splits an invite code into groups of four as it is typed. */
  function groups(event) {
    var field = event.target;
    if (event.type === 'input' && field.selectionStart !== field.value.length) return;
    var symbols = field.value.toUpperCase().replace(/[^0-9A-Z]/g, '');
    field.value = (symbols.match(/.{1,4}/g) || []).join('-');
  }

  /** Sets up a button that shows the password while it is typed. */
  function reveal(button) {
    var field = document.getElementById(button.getAttribute('aria-controls'));
    field.labels[0].id = field.id + '-label';
    button.setAttribute('aria-describedby', field.labels[0].id);
    button.hidden = false;
    button.addEventListener('click', function () {
      var hidden = field.type === 'password';
      field.type = hidden ? 'text' : 'password';
      button.textContent = hidden ? button.dataset.hide : button.dataset.show;
    });
    // So that the browser saves it as a password, and never as text.
    field.form.addEventListener('submit', function () {
      field.type = 'password';
    });
  }

  /** Hands the console the session that an activation opened. */
  function enter(session) {
    try {
      localStorage.setItem(storedSession, session.value);
    } catch {
      return; // The browser stores nothing, so people sign in themselves.
    }
    location.replace(document.querySelector('a.button').href);
  }

  // The server may not style a page inline, so it leaves the color to the script.
  var painted = document.querySelector('main').dataset;
  if (painted.action) paint({ action: painted.action, onAction: painted.text, darkAction: painted.darkAction, darkOnAction: painted.darkText });
  prefill();
  all('button.show').forEach(reveal);
  if (input('code')) {
    input('code').addEventListener('input', groups);
    input('code').addEventListener('change', groups);
    greet();
  }
  if (input('invitation')) name();
  if (input('session')) enter(input('session'));
  // Another link opened in the same tab changes only what is after the "#". The
  // question mark makes the browser fetch the page again; a reload could resubmit a form.
  addEventListener('hashchange', function () {
    if (carried().length > 0) location.replace(location.pathname + '?' + location.hash);
  });
})();
