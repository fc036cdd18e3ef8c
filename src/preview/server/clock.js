/* Lets the scripts of a page that is shown as of another day believe that it is that day: what they say of 公示 goes
   by today's date. ES5, for the browsers of school offices. */
(function () {
  "use strict";

  var DAY = 24 * 3600 * 1000;
  var Real = window.Date;
  var shown = Real.parse(document.getElementById("gkpv-clock").getAttribute("data-day") + "T00:00:00Z");
  // Today is a day of UTC+8, wherever the reader is.
  var today = Math.floor((new Real().getTime() + 8 * 3600 * 1000) / DAY) * DAY;
  var ahead = shown - today;

  function Shown() {
    var given = [null].concat(Array.prototype.slice.call(arguments));
    if (given.length === 1) { given.push(Shown.now()); }
    var date = new (Function.prototype.bind.apply(Real, given))();
    return this instanceof Shown ? date : date.toString();
  }
  Shown.prototype = Real.prototype;
  Shown.now = function () { return new Real().getTime() + ahead; };
  Shown.parse = Real.parse;
  Shown.UTC = Real.UTC;
  window.Date = Shown;
}());
