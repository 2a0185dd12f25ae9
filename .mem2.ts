import {createModel} from './source/model/model.ts';
import {ingest} from './source/core/ingest.ts';
import {tick} from './source/model/tick.ts';
const mode=process.argv[2];
const noon=Date.UTC(2026,10,23,12);
let peak=0; const look=()=>{const r=process.memoryUsage().rss; if(r>peak)peak=r;};
const m=createModel();
if(mode==='servers'){
 const n=100000;
 for(let i=0;i<n;i++){ const id=`N${String(i).padStart(55,'A').replace(/[0189]/g,c=>({'0':'O','1':'I','8':'B','9':'G'} as any)[c])}`+'';
  const sid='N'+Buffer.from(String(i)).toString('hex').toUpperCase().padStart(55,'A');
  ingest(m,{at:noon+i,subject:`$SYS.SERVER.${sid}.STATSZ`,text:Buffer.from(`{"server":{"name":"s${i}","host":"0.0.0.0","id":"${sid}","cluster":"c1","ver":"2.15.2","jetstream":false,"flags":0,"seq":2,"time":"2026-11-23T12:00:00Z"},"statsz":{"start":"2026-11-23T10:00:00Z","mem":15634432,"cores":2,"cpu":1,"connections":10,"total_connections":30,"active_accounts":1,"subscriptions":65,"sent":{"msgs":1,"bytes":1},"received":{"msgs":1,"bytes":1},"slow_consumers":0,"active_servers":100}}`).toString()});
  if(i%1000===0){look(); tick(m,noon+i);} }
} else {
 const text=`{"server":{"name":"s","id":"N${'A'.repeat(55)}","seq":2,"ver":"2.15.2","time":"2026-11-23T12:00:00Z"},"statsz":{"routes":[${Array.from({length:64e6/100|0},(_,i)=>`{"rid":${i},"name":"nnnnnnnnnnnnnnnnnnnnnnnnnnnn","sent":{"msgs":1,"bytes":1},"received":{"msgs":1,"bytes":1}}`).join(',')}]}}`;
 const payload=Buffer.from(text); console.log('text',(text.length/1e6).toFixed(0),'MB');
 look(); console.log('before',(peak/1e6).toFixed(0));
 ingest(m,{at:noon,subject:`$SYS.SERVER.N${'A'.repeat(55)}.STATSZ`,text:payload.toString()}); look();
}
(globalThis as any).gc?.(); look(); console.log('peak rss',(peak/1e6).toFixed(0),'MB', 'heap',(process.memoryUsage().heapUsed/1e6).toFixed(0),m.servers.size);
