/* Search without a server. The index lists shards, newest first and those without a year last:
   window.gongkaiShards = [["2026", "search-2026.js"], ..., ["", "search-pages.js"]]. A shard calls gongkaiShard(name, [[path, title, date, kind,
   branch, text], ...]). Words are looked for as substrings, so that one character is enough. ES5. */
(function () {
  'use strict';
  var PAGE = 20;
  var BEFORE = 36;
  var SNIPPET = 96;

  var form = document.getElementById('search');
  if (!form) {
    return;
  }
  var root = form.getAttribute('data-root') || '';
  var box = document.getElementById('q');
  var kind = document.getElementById('kind');
  var branch = document.getElementById('branch');
  var year = document.getElementById('year');
  var status = document.getElementById('search-status');
  var progress = document.getElementById('search-progress');
  var list = document.getElementById('results');
  var more = document.getElementById('more');
  var empty = document.getElementById('search-empty');
  var shards = window.gongkaiShards || [];
  var loaded = {};
  var failed = {};
  var run = 0;
  var hits = [];
  var words = [];
  var shown = PAGE;
  var drawn = '';

  window.gongkaiShard = function (name, items) {
    loaded[name] = items;
  };

  // Full-width Latin letters and digits become half-width, capitals small; lengths stay as they are.
  function fold(text) {
    if (!/[A-Z\u00c0-\u00de\u3000\uff01-\uff5e]/.test(text)) {
      return text;
    }
    return text.replace(/[\uff01-\uff5e]/g, function (c) {
      return String.fromCharCode(c.charCodeAt(0) - 0xfee0);
    }).replace(/\u3000/g, ' ').replace(/[A-Z\u00c0-\u00de]+/g, function (letters) {
      return letters.toLowerCase();
    });
  }

  function split(query) {
    var seen = {};
    return fold(query).split(/\s+/).filter(function (word) {
      var fresh = word !== '' && !Object.prototype.hasOwnProperty.call(seen, word);
      seen[word] = true;
      return fresh;
    });
  }

  // "2026年3月" and "2026/3/12" as the beginning of a date; null for other words.
  function dateOf(word) {
    var m = /^(\d{4})[\u5e74\-\/.](\d{1,2})(?:\u6708|[\u6708\-\/.](\d{1,2})\u65e5?)?$/.exec(word);
    function two(n) {
      return (n.length < 2 ? '0' : '') + n;
    }
    return m ? m[1] + '-' + two(m[2]) + (m[3] ? '-' + two(m[3]) : '') : null;
  }

  // The number of words found in the title, or -1 when a word is nowhere.
  function score(item, dates) {
    if (item.length < 10) {
      item[9] = item[1].split('\u200b');
      item[1] = item[9].join('');
      item[7] = fold(item[1]);
      item[8] = fold(item[5]);
    }
    var inTitle = 0;
    for (var i = 0; i < words.length; i++) {
      if (item[7].indexOf(words[i]) >= 0) {
        inTitle++;
      } else if (item[8].indexOf(words[i]) < 0 && !(dates[i] && item[2].indexOf(dates[i]) === 0)) {
        return -1;
      }
    }
    return inTitle;
  }

  function byTitleThenDate(a, b) {
    if (a.inTitle !== b.inTitle) {
      return b.inTitle - a.inTitle;
    }
    if (a.item[2] !== b.item[2]) {
      return a.item[2] < b.item[2] ? 1 : -1;
    }
    return a.item[0] < b.item[0] ? -1 : 1;
  }

  // Today in UTC+8, as 2026-03-12.
  var today = new Date(new Date().getTime() + 8 * 3600 * 1000).toISOString().slice(0, 10);

  function scan(items) {
    var dates = words.map(dateOf);
    items.forEach(function (item) {
      // A 公示 past its last day is not found any more, even before the site is built again.
      if (item[6] && item[6] < today) {
        return;
      }
      if (kind && kind.value && item[3] !== kind.value) {
        return;
      }
      if (branch && branch.value && item[4] !== branch.value) {
        return;
      }
      if (year && year.value && item[2].slice(0, 4) !== year.value) {
        return;
      }
      var found = score(item, dates);
      if (found >= 0) {
        hits.push({ item: item, inTitle: found });
      }
    });
    hits.sort(byTitleThenDate);
  }

  // A date, a span of years, a number and its unit stay whole; so does what a mark ends in.
  var TIED = /\d(?=[年月日人元条项名次个%—])|[年月—](?=\d)/g;

  // Text with every word marked, as nodes; `parts` are what lines may break between.
  function marked(parent, text, folded, parts) {
    var at = 0;
    var places = {};
    (parts || []).reduce(function (place, part) {
      places[place + part.length] = true;
      return place + part.length;
    }, 0);
    function slice(from, to) {
      var piece = text.slice(from, to + 1).replace(TIED, '$&\u2060');
      piece = to < text.length ? piece.slice(0, -1) : piece;
      if (!parts) {
        return piece;
      }
      var place = from;
      return piece.replace(/[^\u2060]/g, function (c) {
        place++;
        return places[place] && place < text.length ? c + '\u200b' : c;
      });
    }
    while (at < text.length) {
      var start = -1;
      var length = 0;
      for (var i = 0; i < words.length; i++) {
        var found = folded.indexOf(words[i], at);
        if (found >= 0 && (start < 0 || found < start || (found === start && words[i].length > length))) {
          start = found;
          length = words[i].length;
        }
      }
      if (start < 0) {
        break;
      }
      if (start > at) {
        parent.appendChild(document.createTextNode(slice(at, start)));
      }
      var mark = document.createElement('mark');
      mark.textContent = slice(start, start + length);
      parent.appendChild(mark);
      at = start + length;
    }
    if (at < text.length) {
      parent.appendChild(document.createTextNode(slice(at, text.length)));
    }
  }

  // Where the clause begins that a place lies in, at most so many characters before it; else the place itself.
  function clause(text, place, most) {
    var clauseStart = -1;
    for (var at = place; at > 0 && place - at < most; at--) {
      if ('。！？；\n'.indexOf(text.charAt(at - 1)) >= 0) {
        return at;
      }
      if (clauseStart < 0 && '，：、'.indexOf(text.charAt(at - 1)) >= 0) {
        clauseStart = at;
      }
    }
    if (at === 0) {
      return 0;
    }
    return clauseStart < 0 ? place : clauseStart;
  }

  function snippet(parent, item) {
    var first = -1;
    words.forEach(function (word) {
      var at = item[8].indexOf(word);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    });
    var start = first < 0 ? 0 : clause(item[5], first, BEFORE);
    var end = Math.min(item[5].length, start + SNIPPET);
    for (var cut = end; end < item[5].length && cut > end - BEFORE; cut--) {
      if ('。！？；，'.indexOf(item[5].charAt(cut - 1)) >= 0) {
        end = cut;
        break;
      }
    }
    // A sentence said in full is enough: what follows it may be cells of a table.
    for (var full = end; full > Math.max(first, start) + 24; full--) {
      if ('。！？'.indexOf(item[5].charAt(full - 1)) >= 0) {
        end = full;
        break;
      }
    }
    if (start > 0 && '。！？'.indexOf(item[5].charAt(start - 1)) < 0) {
      parent.appendChild(document.createTextNode('……'));
    }
    // Paragraphs join without a space, headings end, and cells of a table read as an enumeration; beside a number people type a
    // space themselves.
    var said = item[5].slice(start, end)
      .replace(/([。！？；：，、”）]) (?=[^\x00-\x20])/g, '$1')
      .replace(/((?:^|[。！？；])[一二三四五六七八九十]{1,3}、[^。，；：！？ ]{2,20}|〔\d{4}〕\d+号) /g, '$1。')
      .replace(/([\u4e00-\u9fff）”》]) (?=[\u4e00-\u9fff“《（])/g, '$1，');
    marked(parent, said, fold(said));
    if (end < item[5].length && '。！？'.indexOf(item[5].charAt(end - 1)) < 0) {
      parent.appendChild(document.createTextNode('……'));
    }
  }

  function labelOf(select, value) {
    if (select && value) {
      for (var i = 0; i < select.options.length; i++) {
        if (select.options[i].value === value) {
          return select.options[i].text;
        }
      }
    }
    return '';
  }

  function row(hit) {
    var item = hit.item;
    var li = document.createElement('li');
    var title = document.createElement('h2');
    var link = document.createElement('a');
    link.href = root + item[0];
    marked(link, item[1], item[7], item[9]);
    title.appendChild(link);
    li.appendChild(title);
    var meta = document.createElement('p');
    meta.className = 'result-meta';
    [item[2], labelOf(kind, item[3]), labelOf(branch, item[4])].forEach(function (word) {
      if (word) {
        var span = document.createElement('span');
        span.textContent = word;
        meta.appendChild(span);
      }
    });
    li.appendChild(meta);
    if (item[5]) {
      var p = document.createElement('p');
      snippet(p, item);
      li.appendChild(p);
    }
    return li;
  }

  // Rows that are there already stay, so that a reader's place is not lost while more is read.
  function draw() {
    var visible = hits.slice(0, shown);
    var sign = words.join(' ') + '\n' + visible.map(function (hit) {
      return hit.item[0];
    }).join('\n');
    more.hidden = hits.length <= shown;
    if (sign === drawn) {
      return;
    }
    var from = 0;
    if (drawn !== '' && sign.indexOf(drawn + '\n') === 0) {
      from = list.children.length;
    } else {
      while (list.firstChild) {
        list.removeChild(list.firstChild);
      }
    }
    var fragment = document.createDocumentFragment();
    visible.slice(from).forEach(function (hit) {
      fragment.appendChild(row(hit));
    });
    list.appendChild(fragment);
    drawn = sign;
  }

  function say(text) {
    if (status.textContent !== text) {
      status.textContent = text;
    }
  }

  function load(name, done) {
    if (loaded[name]) {
      done();
      return;
    }
    var script = document.createElement('script');
    script.charset = 'utf-8';
    script.src = root + name;
    script.onload = function () {
      if (!loaded[name]) {
        failed[name] = true;
      }
      done();
    };
    script.onerror = function () {
      failed[name] = true;
      done();
    };
    document.body.appendChild(script);
  }

  function finish(names) {
    var missing = names.filter(function (name) {
      return failed[name];
    }).length;
    progress.hidden = true;
    if (empty) {
      empty.hidden = hits.length > 0;
    }
    var text;
    if (hits.length) {
      text = '找到' + hits.length + '条' + (words.length ? '，标题里有的在前' : '') + '。';
    } else if (words.length) {
      text = '没有找到' + (words.length > 1 ? '同时' : '') + '含有“' + words.join('”“') +
        '”的内容。可以换一个说法，减少字词，或者放宽条件。';
    } else {
      text = '没有符合条件的内容。';
    }
    if (missing) {
      text += '有' + missing + '个索引文件没有读到，结果可能不全，请刷新后再试。';
    }
    say(text);
  }

  function search() {
    var mine = ++run;
    words = split(box.value);
    hits = [];
    if (empty) {
      empty.hidden = true;
    }
    shown = PAGE;
    remember();
    if (!words.length && !(kind && kind.value) && !(branch && branch.value) && !(year && year.value)) {
      draw();
      progress.hidden = true;
      if (empty) {
        empty.hidden = false;
      }
      say('');
      return;
    }
    if (!shards.length) {
      draw();
      say('没有读到搜索索引，请刷新后再试。');
      return;
    }
    var names = shards.filter(function (shard) {
      return !(year && year.value) || shard[0] === year.value;
    }).map(function (shard) {
      return shard[1];
    });
    var at = 0;
    progress.max = names.length || 1;
    function next() {
      if (mine !== run) {
        return;
      }
      if (at > 0) {
        scan(loaded[names[at - 1]] || []);
        draw();
      }
      if (at === names.length) {
        finish(names);
        return;
      }
      if (!loaded[names[at]]) {
        progress.value = at;
        progress.hidden = false;
        say('正在查找……');
      }
      delete failed[names[at]];
      load(names[at++], next);
    }
    if (names.length) {
      next();
    } else {
      finish(names);
    }
  }

  // The address follows the form, so that a search can be sent to somebody; file:// may refuse.
  function remember() {
    var parts = [];
    [box, kind, branch, year].forEach(function (field) {
      if (field && field.value.trim()) {
        parts.push(field.name + '=' + encodeURIComponent(field.value.trim()));
      }
    });
    try {
      var bare = window.location.href.replace(/[?#].*$/, '');
      window.history.replaceState(null, '', bare + (parts.length ? '?' + parts.join('&') : ''));
    } catch (refused) {
      return;
    }
  }

  function decode(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, ' '));
    } catch (broken) {
      return '';
    }
  }

  function recall() {
    window.location.search.slice(1).split('&').forEach(function (part) {
      var cut = part.indexOf('=');
      var field = { q: box, kind: kind, branch: branch, year: year }[part.slice(0, cut)];
      if (cut > 0 && field) {
        field.value = decode(part.slice(cut + 1));
        if (field.selectedIndex === -1) {
          field.selectedIndex = 0;
        }
      }
    });
  }

  function years() {
    var seen = {};
    shards.forEach(function (shard) {
      if (year && shard[0] && !seen[shard[0]]) {
        seen[shard[0]] = true;
        var option = document.createElement('option');
        option.value = shard[0];
        option.textContent = shard[0] + '年';
        year.appendChild(option);
      }
    });
  }

  var timer = 0;
  var composing = false;
  function soon() {
    window.clearTimeout(timer);
    if (!composing) {
      timer = window.setTimeout(search, 250);
    }
  }

  years();
  recall();
  form.addEventListener('submit', function (event) {
    event.preventDefault();
    window.clearTimeout(timer);
    search();
  });
  box.addEventListener('compositionstart', function () {
    composing = true;
  });
  box.addEventListener('compositionend', function () {
    composing = false;
    soon();
  });
  box.addEventListener('input', soon);
  [kind, branch, year].forEach(function (field) {
    if (field) {
      field.addEventListener('change', search);
    }
  });
  more.addEventListener('click', function () {
    var from = shown;
    shown += PAGE;
    draw();
    var first = list.children[from];
    if (first) {
      first.getElementsByTagName('a')[0].focus();
    }
  });
  search();
}());
