/* A page is read on days it was not built: this says how many days are left, and past the last day
   takes away what may no longer be shown until the site is built again. ES5. */
(function () {
  'use strict';
  // Today in UTC+8, as 2026-03-12.
  function today() {
    return new Date(new Date().getTime() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  }

  function daysBetween(from, to) {
    return Math.round((Date.parse(to + 'T00:00:00Z') - Date.parse(from + 'T00:00:00Z')) / 86400000);
  }

  function text(element, value) {
    element.textContent = value;
  }

  function each(list, action) {
    Array.prototype.forEach.call(list, action);
  }

  var OVER = '公示（已期满）';
  var WAITING = '公示期已满，待网站更新。';

  // The working days after today, by the days of a period: "2026-03-02 1111100", 1 for a working day.
  function workdaysLeft(calendar, now) {
    var digits = calendar.slice(11);
    var passed = Math.max(daysBetween(calendar.slice(0, 10), now) + 1, 0);
    return digits.slice(passed).replace(/0/g, '').length;
  }

  // A running item: how long it still runs. Objections are received on working days.
  function running(element, left, now) {
    var calendar = element.getAttribute('data-workdays');
    var workdays = calendar ? workdaysLeft(calendar, now) : 0;
    var words = '还有' + left + '天（自然日）';
    if (left === 0) {
      words = '今天是最后一日';
    } else if (workdays > 0) {
      words = '还有' + workdays + '个工作日';
    }
    each(element.querySelectorAll('.days-left'), function (place) {
      text(place, words);
      place.hidden = false;
    });
    if (left === 0 || (calendar ? workdays : left) <= 1) {
      var place = element.className === 'banner' ? document.querySelector('.entry-head') : element;
      each(place.querySelectorAll('.state-open'), function (state) {
        text(state, '即将到期');
      });
    }
  }

  // The state beside an entry's date.
  function closeHead(word) {
    each(document.querySelectorAll('.entry-head .state'), function (state) {
      text(state, word);
      state.className = 'state state-over';
    });
  }

  // A page past its last day whose text is kept: nobody is asked for objections any more.
  function closeKept(banner) {
    banner.className = 'banner banner-over';
    text(banner.querySelector('.banner-state'), '已期满');
    closeHead('已期满');
    each(document.querySelectorAll('.contact'), function (contact) {
      contact.parentNode.removeChild(contact);
    });
  }

  // An entry's page past its last day: nothing that names anybody stays.
  function closeEntry(banner) {
    each(document.querySelectorAll('.panel a[href="#corrections"]'), function (link) {
      link.removeAttribute('href');
    });
    each(document.querySelectorAll('[data-hide-after]'), function (element) {
      element.parentNode.removeChild(element);
    });
    var title = document.getElementById('entry-title');
    if (title) {
      text(title, OVER);
    }
    document.title = OVER;
    banner.className = 'banner banner-over';
    while (banner.firstChild) {
      banner.removeChild(banner.firstChild);
    }
    var line = document.createElement('p');
    var strong = document.createElement('b');
    text(strong, WAITING);
    line.appendChild(strong);
    banner.appendChild(line);
    banner.setAttribute('role', 'status');
    closeHead('已期满');
  }

  // A row of a list, or the notes of a consultation.
  function closeItem(element) {
    var isPublicity = element.hasAttribute('data-publicity');
    each(element.querySelectorAll('.state'), function (state) {
      text(state, isPublicity ? '已期满' : '已截止');
      state.className = 'state state-over';
    });
    each(element.querySelectorAll('.days-left'), function (place) {
      text(place, isPublicity ? '待网站更新' : '已截止');
      place.hidden = false;
    });
    if (element.hasAttribute('data-closed')) {
      element.className = 'callout callout-over';
      text(element.querySelector('h2'), element.getAttribute('data-closed'));
      each(element.querySelectorAll('.ask'), function (line) {
        line.parentNode.removeChild(line);
      });
      closeHead('已截止');
    }
    if (isPublicity) {
      each(element.querySelectorAll('a'), function (link) {
        text(link, OVER);
      });
      each(element.querySelectorAll('.row-title p'), function (summary) {
        summary.parentNode.removeChild(summary);
      });
    }
  }

  // How wide a cell's text is, in Han characters.
  function measure(cell) {
    return cell.textContent.replace(/[\x00-\xff]{2}/g, '1').length;
  }

  // Tables in the text: a short cell stays on one line, a long one among many keeps room for reading,
  // and a row of sums is set apart. What needs more room than a line of text has is set smaller; what needs
  // more than that takes the window's width and a sheet that lies on its side; and past that, cells break.
  var shortest = window.innerWidth < 600 ? 5 : 8;
  each(document.querySelectorAll('.prose table'), function (table) {
    var needed = [];
    each(table.rows, function (row) {
      each(row.cells, function (cell, at) {
        var length = measure(cell);
        needed[at] = Math.max(needed[at] || 0, (length > 8 ? 4.6 : length) + 1.4);
      });
    });
    var need = needed.reduce(function (sum, width) {
      return sum + width;
    }, 0);
    // A tablet's or an office screen's line has less room than a large one's, where it is told.
    var room = table.parentNode.clientWidth / parseFloat(window.getComputedStyle(table).fontSize);
    if (need > 48) {
      table.className += ' dense broad';
      (table.parentNode.className === 'table-scroll' ? table.parentNode : table).className += ' edged';
      document.body.className += ' is-broad';
      each(document.querySelectorAll('.cols-entry'), function (columns) {
        columns.className = 'cols cols-ledger';
      });
    } else if (need > 40 || window.innerWidth >= 720 && need > room) {
      table.className += ' dense';
    }
    each(table.querySelectorAll('td, th'), function (cell) {
      var length = measure(cell);
      if (length <= shortest && need < 100) {
        cell.className += ' nowrap';
      } else if (length > 9 && cell.parentNode.cells.length > 3) {
        cell.className += ' wide';
      }
    });
  });
  each(document.querySelectorAll('.prose tbody tr'), function (row) {
    var first = row.cells[0];
    if (first && /^\S{0,4}[合总小共]计$/.test(first.textContent.replace(/\s+/g, ''))) {
      row.className += ' sum';
    }
  });

  // On phones the rows of a table with a head and three to six columns stand one below the other, each cell with
  // the head of its column; unless all of them fit.
  each(document.querySelectorAll('.prose table'), function (table) {
    var heads = table.tHead && table.tHead.rows.length === 1 ? table.tHead.rows[0].cells : [];
    if (heads.length < 3 || heads.length > 6 || table.querySelector('[colspan],[rowspan]')) {
      return;
    }
    var room = 18 - 1.4 * (heads.length - 1);
    each(heads, function (head, at) {
      room -= Math.max.apply(null, Array.prototype.map.call(table.rows, function (row) {
        return row.cells[at] ? measure(row.cells[at]) : 0;
      }));
    });
    if (room >= 0) {
      return;
    }
    // Numbers can be compared only side by side: smaller, they mostly fit.
    var isNumeric = Array.prototype.every.call(table.tBodies[0].rows, function (row) {
      return /^[^|]*(\|[-\d.,%\s—]*)+$/.test(Array.prototype.map.call(row.cells, function (cell) {
        return cell.textContent.replace(/\|/g, '');
      }).join('|'));
    });
    if ((isNumeric && room > 1 - 0.9 * heads.length) || room > -3 - 0.8 * heads.length) {
      table.className += ' tight';
      return;
    }
    table.className += ' stack' + (Array.prototype.some.call(heads, function (head) {
      return measure(head) > 4;
    }) ? ' long-labels' : '');
    var lead = /^\s*序号\s*$/.test(heads[0].textContent) ? 1 : 0;
    each(table.querySelectorAll('tbody tr'), function (row) {
      each(row.cells, function (cell, at) {
        if (at <= lead) {
          cell.className += lead ? ' lead' : '';
        } else {
          cell.setAttribute('data-label', heads[at].textContent);
          var said = cell.textContent.replace(/\s+/g, '');
          cell.className += said ? '' : ' blank';
          cell.className += /^-?\d[\d.,]*%?$/.test(said) ? ' num' : '';
        }
      });
    });
  });

  // A day, a time, a number with its unit stay on one line, and so does a telephone number. Who sees one, a mailbox or an address can tap it.
  var WHOLE = /(https?:\/\/[\w.\/?=&%#~:+-]*[\w\/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\d{4}[—-]\d{4}学?年|\d{1,2}月\d{1,2}日—?|\d{1,2}:\d\d(?:[至—-]\d{1,2}:\d\d)?|\d{3,4}-\d{7,8}(?:转\d{1,6})?|〔\d{4}〕\d{1,4}号|\d[\d,.]*(?:个工作日|个月|个[\u4e00-\u9fa5]|人次|万元|学时|课时|小时|分钟|公里|平方米|[年月日天人名次条项个件份篇元期批届节位岁户室分秒张页册本场棵米所班门台辆堂%]))/;
  function isLinked(node) {
    for (var above = node.parentNode; above; above = above.parentNode) {
      if (above.nodeName === 'A') {
        return true;
      }
    }
    return false;
  }

  function keepWhole(node) {
    if (node.nodeType === 3) {
      var parts = node.data.split(WHOLE);
      var all = document.createDocumentFragment();
      parts.forEach(function (part, at) {
        var piece = document.createTextNode(part);
        if (at % 2 === 1) {
          var isMail = part.indexOf('@') > 0;
          var isWeb = !isMail && part.indexOf('://') > 0;
          var leads = (isMail || isWeb || /^0\d+-\d{7}/.test(part)) && !isLinked(node);
          var whole = document.createElement(leads ? 'a' : 'span');
          if (leads) {
            whole.href = isWeb ? part : (isMail ? 'mailto:' + part : 'tel:' + part.replace('转', ','));
          }
          if (isMail) {
            whole.appendChild(document.createTextNode(part.split('@')[0]));
            whole.appendChild(document.createElement('wbr'));
            piece.data = '@' + part.split('@')[1];
          } else {
            whole.className = isWeb ? 'web-address' : 'nowrap';
          }
          whole.appendChild(piece);
          piece = whole;
        }
        all.appendChild(piece);
      });
      if (parts.length > 1) {
        node.parentNode.replaceChild(all, node);
      }
    } else if (!/^(PRE|CODE|TIME)$/.test(node.nodeName)) {
      each(Array.prototype.slice.call(node.childNodes), keepWhole);
    }
  }
  each(document.querySelectorAll('.prose, .row-title p, .facts dd, .banner, .callout p, .corrections dd, .note, .lead, .report-sum'), keepWhole);

  // A list of several branches can be narrowed to one of them.
  function narrow(rows, branch, count, all) {
    var shown = 0;
    each(rows, function (row) {
      row.hidden = branch !== '' && row.getAttribute('data-branch') !== branch;
      shown += row.hidden ? 0 : 1;
    });
    each(document.querySelectorAll('.month'), function (month) {
      var list = month.nextElementSibling;
      month.hidden = list.hidden = !list.querySelector('li:not([hidden])');
    });
    each(document.querySelectorAll('.month-count'), function (place) {
      text(place, place.parentNode.nextElementSibling.querySelectorAll('li:not([hidden])').length + '条');
    });
    each(document.querySelectorAll('.months a'), function (link) {
      link.parentNode.hidden = document.getElementById(link.getAttribute('href').slice(1)).hidden;
    });
    text(count, branch ? branch + '公开' + shown + '条' : '');
    var words = branch ? null : all.cloneNode(true);
    while (words && words.firstChild) {
      count.appendChild(words.firstChild);
    }
  }

  (function () {
    var rows = document.querySelectorAll('.rows li');
    var count = document.querySelector('.count');
    var branches = [];
    each(document.querySelectorAll('[data-branch]'), function (row) {
      var branch = row.getAttribute('data-branch');
      if (branches.indexOf(branch) < 0) {
        branches.push(branch);
      }
    });
    if (!count || branches.length < 2) {
      return;
    }
    var all = count.cloneNode(true);
    var line = document.createElement('div');
    var label = document.createElement('label');
    var select = document.createElement('select');
    line.className = 'count-row';
    label.className = 'of-branch';
    text(label, '支部');
    label.appendChild(select);
    // 第一, 第二, 第三, as people count.
    function counted(branch) {
      return branch.replace(/[一二三四五六七八九]/g, function (digit) {
        return '一二三四五六七八九'.indexOf(digit) + 1;
      });
    }
    branches.sort(function (a, b) {
      return counted(a) < counted(b) ? -1 : 1;
    });
    each([''].concat(branches), function (branch) {
      var option = document.createElement('option');
      option.value = branch;
      text(option, branch || '全部');
      select.appendChild(option);
    });
    select.addEventListener('change', function () {
      narrow(rows, select.value, count, all);
    });
    // What the browser kept from before a reload or a way back.
    window.addEventListener('pageshow', function () {
      if (select.value) {
        narrow(rows, select.value, count, all);
      }
    });
    count.setAttribute('role', 'status');
    count.parentNode.insertBefore(line, count);
    line.appendChild(count);
    line.appendChild(label);
  })();

  // A picture that is higher than wide fits the window. One that is shown smaller than it is opens by itself.
  each(document.querySelectorAll('.prose img'), function (image) {
    var width = Number(image.getAttribute('width')) || image.naturalWidth;
    if (Number(image.getAttribute('height')) > width) {
      image.className += ' tall';
    }
    if (width > image.clientWidth && image.parentNode.nodeName !== 'A') {
      var link = document.createElement('a');
      link.className = 'drawing';
      link.href = image.src;
      image.parentNode.replaceChild(link, image);
      link.appendChild(image);
    }
  });

  // A wide table in the text can be reached and scrolled with the keyboard; a task says whether it is done.
  each(document.querySelectorAll('.prose .table-scroll'), function (box) {
    if (box.scrollWidth > box.clientWidth && !box.hasAttribute('tabindex')) {
      box.tabIndex = 0;
      box.setAttribute('role', 'region');
      box.setAttribute('aria-label', '表格，可以左右移动');
    }
  });
  each(document.querySelectorAll('.prose input[type=checkbox]'), function (task) {
    if (!task.hasAttribute('aria-label')) {
      task.setAttribute('aria-label', task.checked ? '已完成' : '未完成');
    }
  });

  var now = today();
  // A term of office: how long until its last day; what follows is said by the next build.
  each(document.querySelectorAll('[data-term-end]'), function (element) {
    var left = daysBetween(now, element.getAttribute('data-term-end'));
    if (left >= 0) {
      text(element, left === 0 ? '今天届满' : '还有' + left + '天');
      element.hidden = false;
    }
  });
  each(document.querySelectorAll('[data-last-day]'), function (element) {
    var last = element.getAttribute('data-last-day');
    if (!/^\d{4}-\d{2}-\d{2}$/.test(last)) {
      return;
    }
    var left = daysBetween(now, last);
    if (left >= 0) {
      running(element, left, now);
    } else if (element.hasAttribute('data-entry')) {
      closeEntry(element);
    } else if (element.className === 'banner') {
      closeKept(element);
    } else {
      closeItem(element);
    }
  });
}());
