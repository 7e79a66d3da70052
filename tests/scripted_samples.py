"""Invented pages: lists that only a script shows, and pages with scripts that hide nothing."""

from __future__ import annotations

HEAD = (
    "<nav class='navbar'><ul><li><a href='/'>หน้าแรก</a><li><a href='/news'>ข่าว</a><li><a href='/about'>ข้อมูลทั่วไป</a>"
    "<li><a href='/ita'>ITA</a></ul></nav>"
)
FOOT = "<footer><p>เทศบาลตำบลตัวอย่าง โทร 02 000 0000</p><a href='/map'>แผนที่</a></footer>"
TITLE = "<title>การเปิดเผยข้อมูลสาธารณะ (OIT) ปี 2566</title>"
JQUERY = "<script src='/js/jquery-3.6.0.min.js'></script><script src='/js/bootstrap.bundle.min.js'></script>"
ARTICLE = "<article><h1>ประชุมสภาเทศบาล</h1>" + "<p>" + "รายละเอียดการประชุมครั้งที่ผ่านมา " * 60 + "</p></article>"


def page(body, *, title=TITLE, head=""):
    return f"<!DOCTYPE html><html lang='th'><head>{title}{head}</head><body>{body}</body></html>"


def framed(body, **changes):
    return page(HEAD + body + FOOT, **changes)


def rows(count=43, *, linked=True):
    link = "<a href='/files/{0}.pdf'>เปิดดู</a>" if linked else "<span id='file-{0}'></span>"
    return "".join(
        f"<tr><td>O{n}</td><td>หัวข้อที่ {n}</td><td>{link.format(n)}</td></tr>" for n in range(1, count + 1)
    )


SCRIPTED = {
    "react": page("<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>",
                  head="<script defer src='/static/js/main.3f2a91.js'></script>"),
    "vite": page("<div id='app'></div>", head="<script type='module' crossorigin src='/assets/index-4fd1.js'></script>"),
    "angular": page("<app-root></app-root><script src='runtime.92.js'></script><script src='main.77.js'></script>"),
    "next without server": page("<div id='__next'><div class='spinner-border'></div></div>"
                                "<script src='/_next/static/chunks/main-app.js'></script>"),
    "nothing but scripts": page("<script src='flutter_bootstrap.js' async></script>"),
    "vue inside the site's frame": framed("<main><h1>ITA 2566</h1><div id='app'></div></main>"
                                          "<script src='https://cdn.example/vue@3/dist/vue.global.js'></script>"),
    "table body filled by fetch": framed(
        "<h2>OIT ปี 2566</h2><table><thead><tr><th>ข้อ<th>รายการ<th>ลิงก์</tr></thead><tbody id='oit-list'></tbody></table>"
        "<script>fetch('/api/oit').then(r=>r.json()).then(d=>d.forEach(i=>document.getElementById('oit-list')"
        ".insertAdjacentHTML('beforeend','<tr><td>'+i.no+'</td></tr>')))</script>"),
    "list filled by jquery": framed(
        f"<h2>ข้อมูลสาธารณะ OIT</h2><ul id='docs'></ul>{JQUERY}"
        "<script>$.getJSON('oit.json', function(d){ $.each(d, function(i,x){ $('#docs').append('<li>'+x.t+'</li>') }) })</script>"),
    "rows from data in the page": framed(
        "<h2>ITA</h2><div id='items'></div><script>const all=[{n:1,u:'/a.pdf'},{n:2,u:'/b.pdf'}];"
        "for (const i of all) document.querySelector('#items').innerHTML += `<a href='${i.u}'>${i.n}</a>`;</script>"),
    "DataTables over ajax": framed(
        f"<h2>ตัวชี้วัด OIT</h2><table id='oit'><thead><tr><th>ข้อ<th>ไฟล์</tr></thead></table>{JQUERY}"
        "<script>$('#oit').DataTable({ajax: '/oit/data', columns: []});</script>"),
    "old request object": framed(
        "<h3>OIT</h3><div id='showdata'>กำลังโหลดข้อมูล...</div><script>var x=new XMLHttpRequest();x.onload=function(){"
        "document.getElementById('showdata').innerHTML=x.responseText};x.open('GET','list.php');x.send()</script>"),
    "v-for": framed("<div id='oit'><h2>ITA</h2><div v-for='item in items'><a :href='item.url'>{{ item.name }}</a></div></div>"
                    "<script>Vue.createApp({data(){return{items:[]}}}).mount('#oit')</script>"),
    "ng-repeat": framed("<div ng-app='ita' ng-controller='c'><li ng-repeat='i in items'>{{i.title}}</li></div>"
                        "<script src='/lib/angular.min.js'></script>"),
    "x-for": framed("<div x-data='list()'><h2>OIT</h2><template x-for='i in items'><p x-text='i.name'></p></template></div>"
                    "<script defer src='//cdn.example/alpinejs@3/dist/cdn.min.js'></script>"),
    "template script": framed(
        "<h2>OIT</h2><div id='out'></div><script id='t' type='text/x-handlebars-template'>{{#each items}}<li>{{name}}</li>"
        "{{/each}}</script><script>var t=Handlebars.compile(document.getElementById('t').innerHTML)</script>"),
    "loading row": framed(
        "<h2>OIT</h2><table><tr><th>ข้อ<th>ลิงก์</tr><tr><td colspan='2'>กำลังโหลด…</td></tr></table>"
        "<script src='/js/oit-public.js'></script>"),
    "page says so": framed("<h2>OIT</h2><noscript>กรุณาเปิดใช้งาน JavaScript เพื่อดูรายการ</noscript><ol class='oit-list'></ol>"),
    "written in place": framed(
        "<h2>OIT</h2><table><script>for (i=0;i<43;i++) document.write('<tr><td>O'+(i+1)+'</td></tr>')</script></table>"),
    "names without their links": framed(
        f"<h2>OIT</h2><table>{rows(linked=False)}</table><script>fetch('/files').then(r=>r.json()).then(d=>{{for(const k in d)"
        "document.getElementById('file-'+k).innerHTML='<a href='+d[k]+'>เปิด</a>'}})</script>"),
    "unmarked menu, named container": page(
        "".join(f"<a href='/m{n}'>เมนู {n}</a> " for n in range(20)) + "<h1>ITA 2566</h1><div class='row' id='result'></div>"
        "<script>axios.get('/x').then(r => { document.querySelector('#result').innerHTML = r.data })</script>"),
    "google sheet": framed("<h4>OIT 2567</h4><div class='table-responsive'><table class='table' id='sheetTable'><thead><tr><th>ข้อ</th></tr></thead><tbody id='sheetBody'></tbody></table></div><script>google.charts.load('current');function cb(r){r.getDataTable();} const q=new google.visualization.Query('https://docs.google.com/x');q.send(r=>{let h='';for(let i=0;i<9;i++){h+='<tr></tr>'} document.getElementById('sheetBody').innerHTML=h})</script>"),
    "jquery load": framed("<h2>ITA</h2><div id='content-ita'></div>"+JQUERY+"<script>$('#content-ita').load('ajax/ita_list.php?year=2566');</script>"),
    "class container": framed("<h2>OIT</h2><div class='oit-items'></div><script>fetch('x.json').then(r=>r.json()).then(function(d){var c=document.querySelector('.oit-items');d.map(x=>{c.innerHTML+=x})})</script>"),
    "svelte": page("<div style='display: contents'></div><script>Promise.all([import('./_app/immutable/entry/start.js')])</script>"),
    "nuxt": page("<div id='__nuxt'></div><script type='module' src='/_nuxt/entry.abc.js'></script>"),
    "react in drupal": framed("<h1>ITA</h1><div id='ita-react-root'></div><script src='/sites/all/ita/dist/bundle.js'></script>"),
    "web component": framed("<h1>OIT</h1><oit-list year='2566'></oit-list><script type='module' src='/c/oit-list.js'></script>"),
    "accordion cells": framed("<h1>OIT</h1>"+"".join(f"<div class='accordion-item'><h2>O{n} เรื่อง</h2><ul class='links' data-oit='{n}'></ul></div>" for n in range(1,30))+"<script>fetch('/l').then(r=>r.json()).then(d=>{document.querySelectorAll('[data-oit]').forEach(e=>{e.innerHTML=d[e.dataset.oit]})})</script>"),
    "loading external": framed("<h1>OIT</h1><section><p>กรุณารอสักครู่...</p></section><script src='/assets/js/oit.min.js'></script>"),
    "noscript+mount": page("<noscript><strong>We're sorry but app doesn't work properly without JavaScript enabled.</strong></noscript><div id=app></div><script src=/js/chunk-vendors.js></script>"),
    "dynamic links": framed("<h1>OIT</h1><table>"+"".join(f"<tr><td>O{n}<td>เรื่อง {n}<td><a id='lnk{n}' href='#'>เปิด</a></tr>" for n in range(1,44))+"</table><script>$.getJSON('u.json',d=>{for(var n in d){$('#lnk'+n).attr('href',d[n])}})</script>"),
    "th noscript": page("<noscript>เว็บไซต์นี้ต้องใช้จาวาสคริปต์</noscript><div class='wrapper'></div><script src='/x.js'></script>"),
    "wix thin": page("<div id='SITE_CONTAINER'></div><script src='https://static.example/services/main.js'></script>"),
    "firebase": framed("<h2>ITA</h2><ol id='listITA'></ol><script type='module'>import {getDocs} from 'https://x/firebase.js'; const s=await getDocs(c); s.forEach(d=>{listITA.insertAdjacentHTML('beforeend', d)})</script>"),
    "windows-874 page": framed("<h2>OIT</h2><tbody></tbody><ul id='show'></ul><script>$.post('q.php',{},function(d){$('#show').html(d)})</script>"),
}  # fmt: skip

DECOYS = {
    "static list with scripts": framed(f"<h2>OIT</h2><table>{rows()}</table>{JQUERY}<script src='/js/main.js'></script>"),
    "static list, visitors by fetch": framed(
        f"<h2>OIT</h2><table>{rows()}</table><ul id='latest'></ul><script>fetch('/n').then(r=>r.json()).then(d=>"
        "d.forEach(x=>document.getElementById('latest').append(x)))</script>"),
    "server rendered next": page(
        f"<div id='__next'><h1>OIT</h1><table>{rows()}</table></div><script src='/_next/static/main.js'></script>"
        "<script id='__NEXT_DATA__' type='application/json'>{}</script>"),
    "article with everything": framed(
        ARTICLE + "<div id='disqus_thread'></div><noscript>Please enable JavaScript to view the comments.</noscript>"
        "<script src='/js/app.js'></script>"),
    "related news by fetch": framed(
        ARTICLE + "<ul id='related-news'></ul><script>fetch('/r').then(r=>r.json()).then(d=>d.forEach(x=>"
        "document.getElementById('related-news').append(x)))</script>"),
    "search box that suggests": framed(
        "<p>ยินดีต้อนรับสู่เทศบาลตำบลตัวอย่าง</p><form><input name='q'><ul id='hints'></ul></form><script>"
        "fetch('/s').then(d=>d.forEach(x=>document.getElementById('hints').append(x)))</script>", title=""),
    "preloader of a theme": page(
        "<div id='preloader'><div class='spinner-border'><span>Loading...</span></div></div>" + HEAD
        + "<p>ติดต่อเทศบาล ถนนสายหลัก ตำบลตัวอย่าง</p><script src='/js/main.js'></script>", title=""),
    "no page here": page("<div class='text-center'>ไม่พบหน้าที่ต้องการ <a href='/'>กลับ</a></div>" + JQUERY),
    "tag manager": framed(
        "<h2>OIT</h2><p>อยู่ระหว่างปรับปรุงข้อมูล</p><noscript><iframe src='https://tags.example/ns.html'></iframe></noscript>"
        "<script src='/js/main.js'></script>"),
    "empty table of the server": framed(
        "<h2>OIT</h2><table class='table'><thead><tr><th>ข้อ<th>ไฟล์</tr></thead><tbody></tbody></table>" + JQUERY
        + "<script>$('.table').DataTable();</script>"),
    "slider and map": framed(
        "<ol class='carousel-indicators'></ol><div id='map'></div><div id='fb-root'></div><p>ประกาศ OIT</p>"
        "<script>for (const s of all) document.querySelector('.carousel-indicators').append(s); fetch('/x')</script>"),
    "year in the footer": framed("<h2>OIT</h2><p>ยังไม่มีข้อมูล</p><script>document.write(new Date().getFullYear())</script>"),
    "counter of visits": framed(
        "<p>OIT ดูได้ที่งานธุรการ</p><script>document.write(\"<a href='http://count.example/'><img src='c.gif'></a>\")</script>"),
    "reload of a gatekeeper": page("<script>document.cookie='a=1';location.reload()</script>", title=""),
    "list that speaks of templates": framed(f"<p>แม่แบบเขียนว่า {{{{ name }}}}</p><table>{rows()}</table>"),
    "template words without scripts": framed("<h2>OIT</h2><p>{{ page.title }}</p>"),
    "accordion of a framework": framed(
        "".join(f"<div class='accordion-item'><button>O{n} เรื่องที่ {n}</button><div><a href='/f{n}.pdf'>เปิด</a></div></div>"
                for n in range(1, 30)) + "<script src='//cdn.example/alpinejs@3/cdn.min.js'></script>"),
    "spread list": framed(
        "<h2>ITA 2566</h2>" + "".join(f"<a href='/ita/9-{n}'>ตัวชี้วัดย่อยที่ 9.{n}</a><br>" for n in range(1, 6))
        + "<div class='clearfix' id='back-to-top'></div><script src='/js/main.js'></script>"),
    "frame of another page": framed("<h2>OIT</h2><iframe src='/list.php'></iframe><script src='/js/app.js'></script>"),
    "empty file": "",
    "contact": framed("<h1>ติดต่อเรา</h1><p>โทร 02</p><div id='map-canvas'></div><script src='https://maps.example/js?callback=init'></script><script src='/js/app.js'></script>",title=""),
    "login": page("<div id='app'><form><input name=u><input name=p type=password><button>เข้า</button></form></div><script src='/js/app.js'></script>",title=""),
    "single pdf": framed("<h1>OIT O12</h1><p><a href='/a.pdf'>แผนปฏิบัติการ</a></p><script src='/js/main.js'></script>"+JQUERY),
    "o-page chart": framed("<h1>สถิติการให้บริการ O17</h1><div id='chart'></div><p>ตารางข้างล่าง</p><table id=t><tr><td>1<td>2</table><script>fetch('/c').then(r=>{new Chart(document.getElementById('chart'))})</script>"),
    "news home": framed("<h1>ยินดีต้อนรับ</h1>"+"".join(f"<p><a href='/n{n}'>ข่าวที่ {n} ประกาศรับสมัครบุคคล</a></p>" for n in range(12))+"<div id='weather'></div><ul id='news'></ul><script>fetch('/n').then(d=>d.forEach(x=>document.getElementById('news').append(x)))</script>",title=""),
    "wordpress": framed("<article class='post'><h1>ITA 2566</h1><p>เอกสารดังนี้</p><p><a href='/1.pdf'>หนึ่ง</a></p></article><div id='comments'></div><script type='module' src='/wp-includes/js/dist/interactivity.min.js'></script><script src='/wp-content/themes/x/main.js'></script>"),
    "youtube": framed("<h1>ITA</h1><iframe src='https://y.example/e/1'></iframe><div id='player'></div><script src='/main.js'></script>"),
    "error": page("<h1>500 Internal Server Error</h1>"),
    "js redirect": page("<script>window.location='/ita/index.html'</script>",title=""),
    "meta refresh + noscript": page("<noscript>Please enable JavaScript</noscript><p>กำลังพาไปยังหน้าใหม่ <a href='/x'>คลิกที่นี่</a></p>",title=""),
    "tabs": framed("<h1>OIT</h1><ul class='nav nav-tabs' id='yearTab'></ul><div class='tab-content' id='c'><div class='tab-pane'>"+f"<table>{rows()}</table>"+"</div></div><script src='/js/app.js'></script>"),
}  # fmt: skip
