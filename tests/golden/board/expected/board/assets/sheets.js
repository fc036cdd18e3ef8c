/* Sheets on the table: scaled to a narrow window, hidden when their time is over, printed by the button. */
(function () {
  "use strict";
  var papers = document.querySelectorAll(".paper");
  var sizes = [];

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  function today() {
    /* The day in China, wherever the computer thinks it is. */
    var there = new Date(new Date().getTime() + 8 * 3600 * 1000);
    return there.getUTCFullYear() + "-" + two(there.getUTCMonth() + 1) + "-" + two(there.getUTCDate());
  }

  function fit() {
    var room = document.documentElement.clientWidth - 16;
    for (var i = 0; i < papers.length; i++) {
      var sheet = papers[i].querySelector(".sheet");
      if (!sizes[i]) {
        sizes[i] = [sheet.offsetWidth, sheet.offsetHeight];
      }
      var scale = Math.min(1, room / sizes[i][0]);
      sheet.style.transform = scale < 1 ? "scale(" + scale + ")" : "";
      papers[i].style.width = scale < 1 ? sizes[i][0] * scale + "px" : sizes[i][0] + "px";
      papers[i].style.height = scale < 1 ? sizes[i][1] * scale + "px" : sizes[i][1] + "px";
    }
  }

  var now = today();
  for (var i = 0; i < papers.length; i++) {
    var last = papers[i].querySelector(".sheet").getAttribute("data-last-day");
    if (last && last < now) {
      papers[i].className += " is-over";
    }
  }
  var button = document.querySelector("[data-print-page]");
  if (button) {
    button.addEventListener("click", function () {
      window.print();
    });
  }
  fit();
  window.addEventListener("resize", fit);
})();
