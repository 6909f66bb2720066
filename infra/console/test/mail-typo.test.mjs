import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likelyEmail } from '../../../internal/console/assets/js/mail-typo.js';

for (const [typed, meant] of [
  ['gmial.com', 'gmail.com'],
  ['gamil.com', 'gmail.com'],
  ['gmal.com', 'gmail.com'],
  ['gmaill.com', 'gmail.com'],
  ['gnail.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['gmial.con', 'gmail.com'],
  ['gmail.co', 'gmail.com'],
  ['gmail.cm', 'gmail.com'],
  ['gmail', 'gmail.com'],
  ['GMIAL.COM', 'gmail.com'],
  ['yaho.com', 'yahoo.com'],
  ['yahooo.com', 'yahoo.com'],
  ['yahoo.cmo', 'yahoo.com'],
  ['hotmial.com', 'hotmail.com'],
  ['hotmal.com', 'hotmail.com'],
  ['outlok.com', 'outlook.com'],
  ['outloook.com', 'outlook.com'],
  ['iclould.com', 'icloud.com'],
  ['comcast.ner', 'comcast.net'],
  ['comcst.net', 'comcast.net'],
  ['verzion.net', 'verizon.net'],
  ['sbcgloble.net', 'sbcglobal.net'],
  ['maplegrove.con', 'maplegrove.com'],
]) {
  test(`${typed} is questioned`, () => assert.equal(likelyEmail(`ana@${typed}`), `ana@${meant}`));
}

for (const domain of [
  ...['gmail.com', 'ymail.com', 'mail.com', 'email.com', 'cloud.com', 'me.com', 'line.com', 'like.com', 'aon.com'],
  ...['yahoo.co.uk', 'yahoo.fr', 'hotmail.co.uk', 'live.ca', 'outlook.de', 'gmx.de', 'web.de', 'example.com', 'example.org'],
  ...['maple-grove.example', 'asu.edu', 'mesaaz.gov', 'cs.stanford.edu', 'small-town-hardware.us', 'company.co', 'bounce.example'],
]) {
  test(`${domain} is left alone`, () => assert.equal(likelyEmail(`ana@${domain}`), ''));
}

test('what is no email yet is left alone', () => {
  for (const typed of ['', 'ana', 'ana@', '@gmial.com', 'ana gmial.com', 'a@b@gmial.com']) assert.equal(likelyEmail(typed), '');
});

test('what stands before the @ stays as it was typed', () => {
  assert.equal(likelyEmail(' Ana.Delgado+hoa@gmial.com '), 'Ana.Delgado+hoa@gmail.com');
});
