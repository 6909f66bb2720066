/* Third-party components: versions and licenses in LICENSES.txt */
var wt=globalThis,yt=wt.ShadowRoot&&(wt.ShadyCSS===void 0||wt.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,jt=Symbol(),ye=new WeakMap,lt=class{constructor(t,o,a){if(this._$cssResult$=!0,a!==jt)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=o}get styleSheet(){let t=this.o,o=this.t;if(yt&&t===void 0){let a=o!==void 0&&o.length===1;a&&(t=ye.get(o)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),a&&ye.set(o,t))}return t}toString(){return this.cssText}},xe=e=>new lt(typeof e=="string"?e:e+"",void 0,jt),f=(e,...t)=>{let o=e.length===1?e[0]:t.reduce((a,i,r)=>a+(n=>{if(n._$cssResult$===!0)return n.cssText;if(typeof n=="number")return n;throw Error("Value passed to 'css' function must be a 'css' function result: "+n+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+e[r+1],e[0]);return new lt(o,e,jt)},_e=(e,t)=>{if(yt)e.adoptedStyleSheets=t.map(o=>o instanceof CSSStyleSheet?o:o.styleSheet);else for(let o of t){let a=document.createElement("style"),i=wt.litNonce;i!==void 0&&a.setAttribute("nonce",i),a.textContent=o.cssText,e.appendChild(a)}},Yt=yt?e=>e:e=>e instanceof CSSStyleSheet?(t=>{let o="";for(let a of t.cssRules)o+=a.cssText;return xe(o)})(e):e;var{is:jo,defineProperty:Yo,getOwnPropertyDescriptor:Xo,getOwnPropertyNames:Go,getOwnPropertySymbols:Ko,getPrototypeOf:Zo}=Object,xt=globalThis,$e=xt.trustedTypes,Jo=$e?$e.emptyScript:"",Qo=xt.reactiveElementPolyfillSupport,ct=(e,t)=>e,dt={toAttribute(e,t){switch(t){case Boolean:e=e?Jo:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let o=e;switch(t){case Boolean:o=e!==null;break;case Number:o=e===null?null:Number(e);break;case Object:case Array:try{o=JSON.parse(e)}catch{o=null}}return o}},_t=(e,t)=>!jo(e,t),ke={attribute:!0,type:String,converter:dt,reflect:!1,useDefault:!1,hasChanged:_t};Symbol.metadata??=Symbol("metadata"),xt.litPropertyMetadata??=new WeakMap;var V=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,o=ke){if(o.state&&(o.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((o=Object.create(o)).wrapped=!0),this.elementProperties.set(t,o),!o.noAccessor){let a=Symbol(),i=this.getPropertyDescriptor(t,a,o);i!==void 0&&Yo(this.prototype,t,i)}}static getPropertyDescriptor(t,o,a){let{get:i,set:r}=Xo(this.prototype,t)??{get(){return this[o]},set(n){this[o]=n}};return{get:i,set(n){let d=i?.call(this);r?.call(this,n),this.requestUpdate(t,d,a)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??ke}static _$Ei(){if(this.hasOwnProperty(ct("elementProperties")))return;let t=Zo(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(ct("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(ct("properties"))){let o=this.properties,a=[...Go(o),...Ko(o)];for(let i of a)this.createProperty(i,o[i])}let t=this[Symbol.metadata];if(t!==null){let o=litPropertyMetadata.get(t);if(o!==void 0)for(let[a,i]of o)this.elementProperties.set(a,i)}this._$Eh=new Map;for(let[o,a]of this.elementProperties){let i=this._$Eu(o,a);i!==void 0&&this._$Eh.set(i,o)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let o=[];if(Array.isArray(t)){let a=new Set(t.flat(1/0).reverse());for(let i of a)o.unshift(Yt(i))}else t!==void 0&&o.push(Yt(t));return o}static _$Eu(t,o){let a=o.attribute;return a===!1?void 0:typeof a=="string"?a:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,o=this.constructor.elementProperties;for(let a of o.keys())this.hasOwnProperty(a)&&(t.set(a,this[a]),delete this[a]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return _e(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,o,a){this._$AK(t,a)}_$ET(t,o){let a=this.constructor.elementProperties.get(t),i=this.constructor._$Eu(t,a);if(i!==void 0&&a.reflect===!0){let r=(a.converter?.toAttribute!==void 0?a.converter:dt).toAttribute(o,a.type);this._$Em=t,r==null?this.removeAttribute(i):this.setAttribute(i,r),this._$Em=null}}_$AK(t,o){let a=this.constructor,i=a._$Eh.get(t);if(i!==void 0&&this._$Em!==i){let r=a.getPropertyOptions(i),n=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:dt;this._$Em=i;let d=n.fromAttribute(o,r.type);this[i]=d??this._$Ej?.get(i)??d,this._$Em=null}}requestUpdate(t,o,a,i=!1,r){if(t!==void 0){let n=this.constructor;if(i===!1&&(r=this[t]),a??=n.getPropertyOptions(t),!((a.hasChanged??_t)(r,o)||a.useDefault&&a.reflect&&r===this._$Ej?.get(t)&&!this.hasAttribute(n._$Eu(t,a))))return;this.C(t,o,a)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,o,{useDefault:a,reflect:i,wrapped:r},n){a&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,n??o??this[t]),r!==!0||n!==void 0)||(this._$AL.has(t)||(this.hasUpdated||a||(o=void 0),this._$AL.set(t,o)),i===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(o){Promise.reject(o)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[i,r]of this._$Ep)this[i]=r;this._$Ep=void 0}let a=this.constructor.elementProperties;if(a.size>0)for(let[i,r]of a){let{wrapped:n}=r,d=this[i];n!==!0||this._$AL.has(i)||d===void 0||this.C(i,void 0,r,d)}}let t=!1,o=this._$AL;try{t=this.shouldUpdate(o),t?(this.willUpdate(o),this._$EO?.forEach(a=>a.hostUpdate?.()),this.update(o)):this._$EM()}catch(a){throw t=!1,this._$EM(),a}t&&this._$AE(o)}willUpdate(t){}_$AE(t){this._$EO?.forEach(o=>o.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(o=>this._$ET(o,this[o])),this._$EM()}updated(t){}firstUpdated(t){}};V.elementStyles=[],V.shadowRootOptions={mode:"open"},V[ct("elementProperties")]=new Map,V[ct("finalized")]=new Map,Qo?.({ReactiveElement:V}),(xt.reactiveElementVersions??=[]).push("2.1.2");var Gt=globalThis,Ae=e=>e,$t=Gt.trustedTypes,Ce=$t?$t.createPolicy("lit-html",{createHTML:e=>e}):void 0,Kt="$lit$",W=`lit$${Math.random().toFixed(9).slice(2)}$`,Zt="?"+W,ta=`<${Zt}>`,K=document,mt=()=>K.createComment(""),ht=e=>e===null||typeof e!="object"&&typeof e!="function",Jt=Array.isArray,Ie=e=>Jt(e)||typeof e?.[Symbol.iterator]=="function",Xt=`[ 	
\f\r]`,ut=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Se=/-->/g,Ee=/>/g,X=RegExp(`>|${Xt}(?:([^\\s"'>=/]+)(${Xt}*=${Xt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ze=/'/g,Te=/"/g,Le=/^(?:script|style|textarea|title)$/i,Qt=e=>(t,...o)=>({_$litType$:e,strings:t,values:o}),h=Qt(1),Re=Qt(2),Oe=Qt(3),A=Symbol.for("lit-noChange"),v=Symbol.for("lit-nothing"),Pe=new WeakMap,G=K.createTreeWalker(K,129);function Me(e,t){if(!Jt(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return Ce!==void 0?Ce.createHTML(t):t}var Ne=(e,t)=>{let o=e.length-1,a=[],i,r=t===2?"<svg>":t===3?"<math>":"",n=ut;for(let d=0;d<o;d++){let c=e[d],m,g,u=-1,x=0;for(;x<c.length&&(n.lastIndex=x,g=n.exec(c),g!==null);)x=n.lastIndex,n===ut?g[1]==="!--"?n=Se:g[1]!==void 0?n=Ee:g[2]!==void 0?(Le.test(g[2])&&(i=RegExp("</"+g[2],"g")),n=X):g[3]!==void 0&&(n=X):n===X?g[0]===">"?(n=i??ut,u=-1):g[1]===void 0?u=-2:(u=n.lastIndex-g[2].length,m=g[1],n=g[3]===void 0?X:g[3]==='"'?Te:ze):n===Te||n===ze?n=X:n===Se||n===Ee?n=ut:(n=X,i=void 0);let b=n===X&&e[d+1].startsWith("/>")?" ":"";r+=n===ut?c+ta:u>=0?(a.push(m),c.slice(0,u)+Kt+c.slice(u)+W+b):c+W+(u===-2?d:b)}return[Me(e,r+(e[o]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),a]},pt=class e{constructor({strings:t,_$litType$:o},a){let i;this.parts=[];let r=0,n=0,d=t.length-1,c=this.parts,[m,g]=Ne(t,o);if(this.el=e.createElement(m,a),G.currentNode=this.el.content,o===2||o===3){let u=this.el.content.firstChild;u.replaceWith(...u.childNodes)}for(;(i=G.nextNode())!==null&&c.length<d;){if(i.nodeType===1){if(i.hasAttributes())for(let u of i.getAttributeNames())if(u.endsWith(Kt)){let x=g[n++],b=i.getAttribute(u).split(W),C=/([.?@])?(.*)/.exec(x);c.push({type:1,index:r,name:C[2],strings:b,ctor:C[1]==="."?At:C[1]==="?"?Ct:C[1]==="@"?St:J}),i.removeAttribute(u)}else u.startsWith(W)&&(c.push({type:6,index:r}),i.removeAttribute(u));if(Le.test(i.tagName)){let u=i.textContent.split(W),x=u.length-1;if(x>0){i.textContent=$t?$t.emptyScript:"";for(let b=0;b<x;b++)i.append(u[b],mt()),G.nextNode(),c.push({type:2,index:++r});i.append(u[x],mt())}}}else if(i.nodeType===8)if(i.data===Zt)c.push({type:2,index:r});else{let u=-1;for(;(u=i.data.indexOf(W,u+1))!==-1;)c.push({type:7,index:r}),u+=W.length-1}r++}}static createElement(t,o){let a=K.createElement("template");return a.innerHTML=t,a}};function Z(e,t,o=e,a){if(t===A)return t;let i=a!==void 0?o._$Co?.[a]:o._$Cl,r=ht(t)?void 0:t._$litDirective$;return i?.constructor!==r&&(i?._$AO?.(!1),r===void 0?i=void 0:(i=new r(e),i._$AT(e,o,a)),a!==void 0?(o._$Co??=[])[a]=i:o._$Cl=i),i!==void 0&&(t=Z(e,i._$AS(e,t.values),i,a)),t}var kt=class{constructor(t,o){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=o}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:o},parts:a}=this._$AD,i=(t?.creationScope??K).importNode(o,!0);G.currentNode=i;let r=G.nextNode(),n=0,d=0,c=a[0];for(;c!==void 0;){if(n===c.index){let m;c.type===2?m=new ot(r,r.nextSibling,this,t):c.type===1?m=new c.ctor(r,c.name,c.strings,this,t):c.type===6&&(m=new Et(r,this,t)),this._$AV.push(m),c=a[++d]}n!==c?.index&&(r=G.nextNode(),n++)}return G.currentNode=K,i}p(t){let o=0;for(let a of this._$AV)a!==void 0&&(a.strings!==void 0?(a._$AI(t,a,o),o+=a.strings.length-2):a._$AI(t[o])),o++}},ot=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,o,a,i){this.type=2,this._$AH=v,this._$AN=void 0,this._$AA=t,this._$AB=o,this._$AM=a,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,o=this._$AM;return o!==void 0&&t?.nodeType===11&&(t=o.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,o=this){t=Z(this,t,o),ht(t)?t===v||t==null||t===""?(this._$AH!==v&&this._$AR(),this._$AH=v):t!==this._$AH&&t!==A&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):Ie(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==v&&ht(this._$AH)?this._$AA.nextSibling.data=t:this.T(K.createTextNode(t)),this._$AH=t}$(t){let{values:o,_$litType$:a}=t,i=typeof a=="number"?this._$AC(t):(a.el===void 0&&(a.el=pt.createElement(Me(a.h,a.h[0]),this.options)),a);if(this._$AH?._$AD===i)this._$AH.p(o);else{let r=new kt(i,this),n=r.u(this.options);r.p(o),this.T(n),this._$AH=r}}_$AC(t){let o=Pe.get(t.strings);return o===void 0&&Pe.set(t.strings,o=new pt(t)),o}k(t){Jt(this._$AH)||(this._$AH=[],this._$AR());let o=this._$AH,a,i=0;for(let r of t)i===o.length?o.push(a=new e(this.O(mt()),this.O(mt()),this,this.options)):a=o[i],a._$AI(r),i++;i<o.length&&(this._$AR(a&&a._$AB.nextSibling,i),o.length=i)}_$AR(t=this._$AA.nextSibling,o){for(this._$AP?.(!1,!0,o);t!==this._$AB;){let a=Ae(t).nextSibling;Ae(t).remove(),t=a}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},J=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,o,a,i,r){this.type=1,this._$AH=v,this._$AN=void 0,this.element=t,this.name=o,this._$AM=i,this.options=r,a.length>2||a[0]!==""||a[1]!==""?(this._$AH=Array(a.length-1).fill(new String),this.strings=a):this._$AH=v}_$AI(t,o=this,a,i){let r=this.strings,n=!1;if(r===void 0)t=Z(this,t,o,0),n=!ht(t)||t!==this._$AH&&t!==A,n&&(this._$AH=t);else{let d=t,c,m;for(t=r[0],c=0;c<r.length-1;c++)m=Z(this,d[a+c],o,c),m===A&&(m=this._$AH[c]),n||=!ht(m)||m!==this._$AH[c],m===v?t=v:t!==v&&(t+=(m??"")+r[c+1]),this._$AH[c]=m}n&&!i&&this.j(t)}j(t){t===v?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},At=class extends J{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===v?void 0:t}},Ct=class extends J{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==v)}},St=class extends J{constructor(t,o,a,i,r){super(t,o,a,i,r),this.type=5}_$AI(t,o=this){if((t=Z(this,t,o,0)??v)===A)return;let a=this._$AH,i=t===v&&a!==v||t.capture!==a.capture||t.once!==a.once||t.passive!==a.passive,r=t!==v&&(a===v||i);i&&this.element.removeEventListener(this.name,this,a),r&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},Et=class{constructor(t,o,a){this.element=t,this.type=6,this._$AN=void 0,this._$AM=o,this.options=a}get _$AU(){return this._$AM._$AU}_$AI(t){Z(this,t)}},De={M:Kt,P:W,A:Zt,C:1,L:Ne,R:kt,D:Ie,V:Z,I:ot,H:J,N:Ct,U:St,B:At,F:Et},ea=Gt.litHtmlPolyfillSupport;ea?.(pt,ot),(Gt.litHtmlVersions??=[]).push("3.3.3");var te=(e,t,o)=>{let a=o?.renderBefore??t,i=a._$litPart$;if(i===void 0){let r=o?.renderBefore??null;a._$litPart$=i=new ot(t.insertBefore(mt(),r),r,void 0,o??{})}return i._$AI(e),i};var ee=globalThis,F=class extends V{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let o=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=te(o,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return A}};F._$litElement$=!0,F.finalized=!0,ee.litElementHydrateSupport?.({LitElement:F});var oa=ee.litElementPolyfillSupport;oa?.({LitElement:F});(ee.litElementVersions??=[]).push("4.2.2");var L={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},D=e=>(...t)=>({_$litDirective$:e,values:t}),M=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,o,a){this._$Ct=t,this._$AM=o,this._$Ci=a}_$AS(t,o){return this.update(t,o)}update(t,o){return this.render(...o)}};var R=D(class extends M{constructor(e){if(super(e),e.type!==L.ATTRIBUTE||e.name!=="class"||e.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(e){return" "+Object.keys(e).filter(t=>e[t]).join(" ")+" "}update(e,[t]){if(this.st===void 0){this.st=new Set,e.strings!==void 0&&(this.nt=new Set(e.strings.join(" ").split(/\s/).filter(a=>a!=="")));for(let a in t)t[a]&&!this.nt?.has(a)&&this.st.add(a);return this.render(t)}let o=e.element.classList;for(let a of this.st)a in t||(o.remove(a),this.st.delete(a));for(let a in t){let i=!!t[a];i===this.st.has(a)||this.nt?.has(a)||(i?(o.add(a),this.st.add(a)):(o.remove(a),this.st.delete(a)))}return A}});var P=e=>e??v;var{I:aa}=De,qe=e=>e;var Be=(e,t)=>t===void 0?e?._$litType$!==void 0:e?._$litType$===t;var zt=e=>e.strings===void 0,Ue=()=>document.createComment(""),at=(e,t,o)=>{let a=e._$AA.parentNode,i=t===void 0?e._$AB:t._$AA;if(o===void 0){let r=a.insertBefore(Ue(),i),n=a.insertBefore(Ue(),i);o=new aa(r,n,e,e.options)}else{let r=o._$AB.nextSibling,n=o._$AM,d=n!==e;if(d){let c;o._$AQ?.(e),o._$AM=e,o._$AP!==void 0&&(c=e._$AU)!==n._$AU&&o._$AP(c)}if(r!==i||d){let c=o._$AA;for(;c!==r;){let m=qe(c).nextSibling;qe(a).insertBefore(c,i),c=m}}}return o},j=(e,t,o=e)=>(e._$AI(t,o),e),ia={},Tt=(e,t=ia)=>e._$AH=t,Ve=e=>e._$AH,Pt=e=>{e._$AR(),e._$AA.remove()};var ra=D(class extends M{constructor(e){if(super(e),e.type!==L.PROPERTY&&e.type!==L.ATTRIBUTE&&e.type!==L.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!zt(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[t]){if(t===A||t===v)return t;let o=e.element,a=e.name;if(e.type===L.PROPERTY){if(t===o[a])return A}else if(e.type===L.BOOLEAN_ATTRIBUTE){if(!!t===o.hasAttribute(a))return A}else if(e.type===L.ATTRIBUTE&&o.getAttribute(a)===t+"")return A;return Tt(e),t}});var ft=(e,t)=>{let o=e._$AN;if(o===void 0)return!1;for(let a of o)a._$AO?.(t,!1),ft(a,t);return!0},It=e=>{let t,o;do{if((t=e._$AM)===void 0)break;o=t._$AN,o.delete(e),e=t}while(o?.size===0)},We=e=>{for(let t;t=e._$AM;e=t){let o=t._$AN;if(o===void 0)t._$AN=o=new Set;else if(o.has(e))break;o.add(e),la(t)}};function na(e){this._$AN!==void 0?(It(this),this._$AM=e,We(this)):this._$AM=e}function sa(e,t=!1,o=0){let a=this._$AH,i=this._$AN;if(i!==void 0&&i.size!==0)if(t)if(Array.isArray(a))for(let r=o;r<a.length;r++)ft(a[r],!1),It(a[r]);else a!=null&&(ft(a,!1),It(a));else ft(this,e)}var la=e=>{e.type==L.CHILD&&(e._$AP??=sa,e._$AQ??=na)},Lt=class extends M{constructor(){super(...arguments),this._$AN=void 0}_$AT(t,o,a){super._$AT(t,o,a),We(this),this.isConnected=t._$AU}_$AO(t,o=!0){t!==this.isConnected&&(this.isConnected=t,t?this.reconnected?.():this.disconnected?.()),o&&(ft(this,t),It(this))}setValue(t){if(zt(this._$Ct))this._$Ct._$AI(t,this);else{let o=[...this._$Ct._$AH];o[this._$Ci]=t,this._$Ct._$AI(o,this,0)}}disconnected(){}reconnected(){}};var oe=new WeakMap,ca=D(class extends Lt{render(e){return v}update(e,[t]){let o=t!==this.G;return o&&this.rt(void 0),(o||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),v}rt(e){if(this.G!==void 0)if(this.isConnected||(e=void 0),typeof this.G=="function"){let t=this.ht??globalThis,o=oe.get(t);o===void 0&&(o=new WeakMap,oe.set(t,o)),o.get(this.G)!==void 0&&this.G.call(this.ht,void 0),o.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}get lt(){return typeof this.G=="function"?oe.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});var Fe=(e,t,o)=>{let a=new Map;for(let i=t;i<=o;i++)a.set(e[i],i);return a},da=D(class extends M{constructor(e){if(super(e),e.type!==L.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,t,o){let a;o===void 0?o=t:t!==void 0&&(a=t);let i=[],r=[],n=0;for(let d of e)i[n]=a?a(d,n):n,r[n]=o(d,n),n++;return{values:r,keys:i}}render(e,t,o){return this.dt(e,t,o).values}update(e,[t,o,a]){let i=Ve(e),{values:r,keys:n}=this.dt(t,o,a);if(!Array.isArray(i))return this.ut=n,r;let d=this.ut??=[],c=[],m,g,u=0,x=i.length-1,b=0,C=r.length-1;for(;u<=x&&b<=C;)if(i[u]===null)u++;else if(i[x]===null)x--;else if(d[u]===n[b])c[b]=j(i[u],r[b]),u++,b++;else if(d[x]===n[C])c[C]=j(i[x],r[C]),x--,C--;else if(d[u]===n[C])c[C]=j(i[u],r[C]),at(e,c[C+1],i[u]),u++,C--;else if(d[x]===n[b])c[b]=j(i[x],r[b]),at(e,i[u],i[x]),x--,b++;else if(m===void 0&&(m=Fe(n,b,C),g=Fe(d,u,x)),m.has(d[u]))if(m.has(d[x])){let B=g.get(n[b]),Ht=B!==void 0?i[B]:null;if(Ht===null){let we=at(e,i[u]);j(we,r[b]),c[b]=we}else c[b]=j(Ht,r[b]),at(e,i[u],Ht),i[B]=null;b++}else Pt(i[x]),x--;else Pt(i[u]),u++;for(;b<=C;){let B=at(e,c[C+1]);j(B,r[b]),c[b++]=B}for(;u<=x;){let B=i[u++];B!==null&&Pt(B)}return this.ut=n,Tt(e,c),A}});var He=f`:host{--track-height: 1rem;--track-color: var(--wa-color-neutral-fill-normal);--indicator-color: var(--wa-color-brand-fill-loud);display:flex}.progress-bar{flex:1 1 auto;display:flex;position:relative;overflow:hidden;height:var(--track-height);border-radius:var(--wa-border-radius-pill);background-color:var(--track-color);color:var(--wa-color-brand-on-loud);font-size:var(--wa-font-size-s)}.indicator{width:var(--percentage);display:flex;align-items:center;justify-content:center;background-color:var(--indicator-color);text-align:center;white-space:nowrap;overflow:hidden;line-height:1;font-weight:var(--wa-font-weight-semibold);transition:all var(--wa-transition-slow, .2s) var(--wa-transition-easing, ease);user-select:none;-webkit-user-select:none}:host([indeterminate]) .indicator{position:absolute;inset-block:0;inline-size:50%;animation:wa-progress-indeterminate 2.5s infinite cubic-bezier(.37,0,.63,1)}@media(forced-colors:active){.progress-bar{outline:solid 1px SelectedItem;background-color:var(--wa-color-surface-default)}.indicator{outline:solid 1px SelectedItem;background-color:SelectedItem}}@keyframes wa-progress-indeterminate{0%{inset-inline-start:-50%}75%,to{inset-inline-start:100%}}`;var je="useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";var Ye=(e=21)=>{let t="",o=crypto.getRandomValues(new Uint8Array(e|=0));for(;e--;)t+=je[o[e]&63];return t};function ae(e,t,o){let a=i=>Object.is(i,-0)?0:i;return e<t?a(t):e>o?a(o):a(e)}function Xe(e=""){return`${e}${Ye()}`}var ua=Object.defineProperty,ma=Object.getOwnPropertyDescriptor,Ge=e=>{throw TypeError(e)},s=(e,t,o,a)=>{for(var i=a>1?void 0:a?ma(t,o):t,r=e.length-1,n;r>=0;r--)(n=e[r])&&(i=(a?n(t,o,i):n(i))||i);return a&&i&&ua(t,o,i),i},Ke=(e,t,o)=>t.has(e)||Ge("Cannot "+o),Ze=(e,t,o)=>(Ke(e,t,"read from private field"),o?o.call(e):t.get(e)),Je=(e,t,o)=>t.has(e)?Ge("Cannot add the same private member more than once"):t instanceof WeakSet?t.add(e):t.set(e,o),Qe=(e,t,o,a)=>(Ke(e,t,"write to private field"),a?a.call(e,o):t.set(e,o),o);var _=e=>(t,o)=>{o!==void 0?o.addInitializer(()=>{customElements.define(e,t)}):customElements.define(e,t)};var ha={attribute:!0,type:String,converter:dt,reflect:!1,hasChanged:_t},pa=(e=ha,t,o)=>{let{kind:a,metadata:i}=o,r=globalThis.litPropertyMetadata.get(i);if(r===void 0&&globalThis.litPropertyMetadata.set(i,r=new Map),a==="setter"&&((e=Object.create(e)).wrapped=!0),r.set(o.name,e),a==="accessor"){let{name:n}=o;return{set(d){let c=t.get.call(this);t.set.call(this,d),this.requestUpdate(n,c,e,!0,d)},init(d){return d!==void 0&&this.C(n,void 0,e,d),d}}}if(a==="setter"){let{name:n}=o;return function(d){let c=this[n];t.call(this,d),this.requestUpdate(n,c,e,!0,d)}}throw Error("Unsupported decorator location: "+a)};function l(e){return(t,o)=>typeof o=="object"?pa(e,t,o):((a,i,r)=>{let n=i.hasOwnProperty(r);return i.constructor.createProperty(r,a),n?Object.getOwnPropertyDescriptor(i,r):void 0})(e,t,o)}function k(e){return l({...e,state:!0,attribute:!1})}var Q=(e,t,o)=>(o.configurable=!0,o.enumerable=!0,Reflect.decorate&&typeof t!="object"&&Object.defineProperty(e,t,o),o);function S(e,t){return(o,a,i)=>{let r=n=>n.renderRoot?.querySelector(e)??null;if(t){let{get:n,set:d}=typeof a=="object"?o:i??(()=>{let c=Symbol();return{get(){return this[c]},set(m){this[c]=m}}})();return Q(o,a,{get(){let c=n.call(this);return c===void 0&&(c=r(this),(c!==null||this.hasUpdated)&&d.call(this,c)),c}})}return Q(o,a,{get(){return r(this)}})}}var fa=f`:host{box-sizing:border-box}:host *,:host *:before,:host *:after{box-sizing:inherit}[hidden],:host([hidden]){display:none!important}`,va=/;\s+$/;function ba(e){return e.replace(/[A-Z]/g,t=>`-${t.toLowerCase()}`)}function to(e){let{property:t,value:o,element:a}=e;if(o){let i=a.getAttribute("style")||"";i&&(i.match(va)||(i+=";"),i+=" ");let r=`${t}: ${o}`;return i.includes(r)?void 0:`${i}${r};`}return null}var Rt,w=class extends F{constructor(){super(),Je(this,Rt,!1),this.initialReflectedProperties=new Map,this.didSSR=!!this.shadowRoot,this.customStates={set:(t,o)=>{if(this.internals?.states)try{o?this.internals.states.add(t):this.internals.states.delete(t)}catch(a){if(String(a).includes("must start with '--'"))console.error("Your browser implements an outdated version of CustomStateSet. Consider using a polyfill");else throw a}},has:t=>{if(!this.internals?.states)return!1;try{return this.internals.states.has(t)}catch{return!1}}};try{this.internals=this.attachInternals()}catch{console.error("Element internals are not supported in your browser. Consider using a polyfill")}this.customStates.set("wa-defined",!0);let e=this.constructor;for(let[t,o]of e.elementProperties)o.default==="inherit"&&o.initial!==void 0&&typeof t=="string"&&this.customStates.set(`initial-${t}-${o.initial}`,!0)}static get styles(){let e=Array.isArray(this.css)?this.css:this.css?[this.css]:[];return[fa,...e]}connectedCallback(){super.connectedCallback(),this.didSSR||this.shadowRoot?.prepend(document.createComment(` Web Awesome: https://webawesome.com/docs/components/${this.localName.replace("wa-","")} `)),this.didSSR&&this.updateComplete.then(()=>{this.shadowRoot?.prepend(document.createComment(` Web Awesome: https://webawesome.com/docs/components/${this.localName.replace("wa-","")} `))})}attributeChangedCallback(e,t,o){Ze(this,Rt)||(this.constructor.elementProperties.forEach((a,i)=>{a.reflect&&this[i]!=null&&this.initialReflectedProperties.set(i,this[i])}),Qe(this,Rt,!0)),super.attributeChangedCallback(e,t,o)}willUpdate(e){super.willUpdate(e),this.initialReflectedProperties.forEach((t,o)=>{e.has(o)&&this[o]==null&&(this[o]=t)})}firstUpdated(e){super.firstUpdated(e),this.didSSR&&this.shadowRoot?.querySelectorAll("slot").forEach(t=>{t.dispatchEvent(new Event("slotchange",{bubbles:!0,composed:!1,cancelable:!1}))})}update(e){try{super.update(e)}catch(t){if(this.didSSR&&!this.hasUpdated){let o=new Event("lit-hydration-error",{bubbles:!0,composed:!0,cancelable:!1});o.error=t,this.dispatchEvent(o)}throw t}}setStyle(e,t){if(!this.style){let o=to({property:ba(e),value:t,element:this});o&&this.setAttribute("style",o);return}this.style[e]=t}setStyleProperty(e,t){if(!this.style){let o=to({property:e,value:t,element:this});o&&this.setAttribute("style",o);return}this.style.setProperty(e,t)}relayNativeEvent(e,t){e.stopImmediatePropagation(),this.dispatchEvent(new e.constructor(e.type,{...e,...t}))}};Rt=new WeakMap;s([l()],w.prototype,"dir",2);s([l()],w.prototype,"lang",2);s([l({type:Boolean,reflect:!0,attribute:"did-ssr"})],w.prototype,"didSSR",2);var ie=new Set,it=new Map,H,re="ltr",ne="en",eo=typeof MutationObserver<"u"&&typeof document<"u"&&typeof document.documentElement<"u";if(eo){let e=new MutationObserver(oo);re=document.documentElement.dir||"ltr",ne=document.documentElement.lang||navigator.language,e.observe(document.documentElement,{attributes:!0,attributeFilter:["dir","lang"]})}function vt(...e){e.map(t=>{let o=t.$code.toLowerCase();it.has(o)?it.set(o,Object.assign(Object.assign({},it.get(o)),t)):it.set(o,t),H||(H=t)}),oo()}function oo(){eo&&(re=document.documentElement.dir||"ltr",ne=document.documentElement.lang||navigator.language),[...ie.keys()].map(e=>{typeof e.requestUpdate=="function"&&e.requestUpdate()})}var Ot=class{constructor(t){this.host=t,this.host.addController(this)}hostConnected(){ie.add(this.host)}hostDisconnected(){ie.delete(this.host)}dir(){return`${this.host.dir||re}`.toLowerCase()}lang(){let t=`${this.host.lang||ne}`.toLowerCase().replace(/_/g,"-");try{return new Intl.Locale(t),t}catch{return H?H.$code.toLowerCase():"en"}}getTranslationData(t){var o,a;let i;try{i=new Intl.Locale(t.replace(/_/g,"-"))}catch{return{locale:void 0,language:"",region:"",primary:void 0,secondary:void 0}}let r=i.language.toLowerCase(),n=(a=(o=i.region)===null||o===void 0?void 0:o.toLowerCase())!==null&&a!==void 0?a:"",d=it.get(`${r}-${n}`),c=it.get(r);return{locale:i,language:r,region:n,primary:d,secondary:c}}exists(t,o){var a;let{primary:i,secondary:r}=this.getTranslationData((a=o.lang)!==null&&a!==void 0?a:this.lang());return o=Object.assign({includeFallback:!1},o),!!(i&&i[t]||r&&r[t]||o.includeFallback&&H&&H[t])}term(t,...o){let{primary:a,secondary:i}=this.getTranslationData(this.lang()),r;if(a&&a[t])r=a[t];else if(i&&i[t])r=i[t];else if(H&&H[t])r=H[t];else return console.error(`No translation found for: ${String(t)}`),String(t);return typeof r=="function"?r(...o):r}date(t,o){return t=new Date(t),new Intl.DateTimeFormat(this.lang(),o).format(t)}number(t,o){return t=Number(t),isNaN(t)?"":new Intl.NumberFormat(this.lang(),o).format(t)}relativeTime(t,o,a){return new Intl.RelativeTimeFormat(this.lang(),a).format(t,o)}};var ao={$code:"en",$name:"English",$dir:"ltr",allTagsRemoved:"All tags removed",am:"AM",autosizeColumn:"Autosize column",captions:"Captions",carousel:"Carousel",chooseDate:"Choose date",chooseDecade:"Choose decade",chooseMonth:"Choose month",chooseTime:"Choose time",chooseYear:"Choose year",clearEntry:"Clear entry",clearFilter:"Clear filter",clearSort:"Clear sort",close:"Close",closeCalendar:"Close calendar",closeTimeInput:"Close time picker",collapseRow:"Collapse row",columnMenu:"Column options",columnMovedToPosition:(e,t,o)=>`${e} moved to position ${t} of ${o}`,columns:"Columns",compactPageXOfY:(e,t)=>`${e} of ${t}`,completed:"Completed",copied:"Copied",copy:"Copy",createOption:e=>`Create "${e}"`,currentlyPlaying:"currently playing",currentValue:"Current value",date:"Date",datePickerKeyboardHelp:"Use arrow keys to change values; press Alt+Down Arrow to open the calendar.",day:"Day",dayPeriod:"AM/PM",decrement:"Decrement",deselectAllRows:"Deselect all rows",disabled:"Disabled",dropFileHere:"Drop file here or click to browse",dropFilesHere:"Drop files here or click to browse",empty:"Empty",endDate:"End date",enterFullscreen:"Enter fullscreen",error:"Error",exitFullscreen:"Exit fullscreen",expandRow:"Expand row",filterByColumn:e=>`Filter by ${e}`,filterFrom:"From",filterMax:"Max",filterMin:"Min",filterTo:"To",firstPage:"First page",goToSlide:(e,t)=>`Go to slide ${e} of ${t}`,hideColumn:"Hide column",hidePassword:"Hide password",hour:"Hour",incompleteDate:"Enter a valid date.",increment:"Increment",jumpBackwardX:e=>`Jump back ${e} pages`,jumpForwardX:e=>`Jump forward ${e} pages`,lastPage:"Last page",loading:"Loading",locked:"Locked",minute:"Minute",month:"Month",moreOptions:"More Options",mute:"Mute",nextDecade:"Next decade",nextMonth:"Next month",nextPage:"Next page",nextSlide:"Next slide",nextVideo:"Next Video",nextYear:"Next year",noData:"No data",noOptions:"No options",noResults:"No matching results",notCompleted:"Not completed",now:"Now",numCharacters:e=>e===1?"1 character":`${e} characters`,numCharactersRemaining:e=>e===1?"1 character remaining":`${e} characters remaining`,numOptionsAvailable:e=>e===0?"No options available":e===1?"1 option available":`${e} options available`,numOptionsSelected:e=>e===0?"No options selected":e===1?"1 option selected":`${e} options selected`,numRowsCopied:e=>e===1?"1 row copied":`${e} rows copied`,numRowsSelected:e=>e===1?"1 row selected":`${e} rows selected`,optionPosition:(e,t,o)=>`${e}, ${t} of ${o}`,optionsLoadError:"Options could not be loaded",pageXOfY:(e,t)=>`Page ${e} of ${t}`,pagination:"Pagination",pause:"Pause",pauseAnimation:"Pause animation",pictureInPicture:"Picture in picture",pinLeft:"Pin left",pinRight:"Pin right",play:"Play",playAnimation:"Play animation",playbackSpeed:"Playback speed",playlist:"Playlist",pm:"PM",previousDecade:"Previous decade",previousMonth:"Previous month",previousPage:"Previous page",previousSlide:"Previous slide",previousVideo:"Previous video",previousYear:"Previous year",progress:"Progress",rangeTooLong:e=>e===1?"Select a range no longer than 1 day":`Select a range no longer than ${e} days`,rangeTooShort:e=>e===1?"Select a range at least 1 day long":`Select a range at least ${e} days long`,readonly:"Read-only",remove:"Remove",resetColumns:"Reset columns",resize:"Resize",resizeColumn:"Resize column",rowsPerPage:"Rows per page",scrollableRegion:"Scrollable region",scrollToEnd:"Scroll to end",scrollToStart:"Scroll to start",search:"Search",second:"Second",seek:"Seek",seekProgress:(e,t)=>`${e} of ${t}`,selectAColorFromTheScreen:"Select a color from the screen",selectAllRows:"Select all rows",selected:"Selected",selectedDateLabel:e=>`Selected: ${e}`,selectedRangeLabel:e=>`Selected range: ${e}`,selectGroup:"Select group",selectionCleared:"Selection cleared",selectRow:"Select row",showingNofMRows:(e,t)=>`Showing ${e} of ${t} rows`,showingXtoYofZ:(e,t,o)=>`${e}–${t} of ${o}`,showPassword:"Show password",slideNum:e=>`Slide ${e}`,sortAscending:"Sort ascending",sortColumn:"Sort column",sortDescending:"Sort descending",startDate:"Start date",steps:"Steps",stepXOfY:(e,t)=>`Step ${e} of ${t}`,tagAdded:e=>`${e} added`,tagAlreadyAdded:e=>`${e} is already added`,tagInputKeyboardHelp:"Press Backspace or Delete to remove this tag.",tagRemoved:e=>`${e} removed`,time:"Time",timeInputKeyboardHelp:"Use arrow keys to change values; press Alt+Down Arrow to open the time picker.",today:"Today",toggleColorFormat:"Toggle color format",tooFewTags:e=>e===1?"Add at least 1 tag":`Add at least ${e} tags`,tooManyTags:e=>e===1?"Add no more than 1 tag":`Add no more than ${e} tags`,unmute:"Unmute",unpin:"Unpin",unpinColumn:"Unpin column",videoPlayer:"Video player",volume:"Volume",year:"Year",zoomIn:"Zoom in",zoomOut:"Zoom out"};vt(ao);var io=ao;var z=class extends Ot{lang(){return this.host.didSSR&&!this.host.hasUpdated?this.host.lang||"en":super.lang()}};vt(io);var tt=class extends w{constructor(){super(...arguments),this.localize=new z(this),this.value=0,this.indeterminate=!1,this.label=""}willUpdate(e){this.style==null&&this.setStyleProperty("--percentage",`${ae(this.value,0,100)}%`),super.willUpdate(e)}updated(e){e.has("value")&&requestAnimationFrame(()=>{this.style.setProperty("--percentage",`${ae(this.value,0,100)}%`)}),super.updated(e)}render(){return h`
      <div
        part="base progress-bar"
        class="progress-bar"
        role="progressbar"
        title=${P(this.title)}
        aria-label=${this.label.length>0?this.label:this.localize.term("progress")}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${this.indeterminate?"0":this.value}
      >
        <div part="indicator" class="indicator">
          ${this.indeterminate?"":h` <slot part="label" class="label"></slot> `}
        </div>
      </div>
    `}};tt.css=He;s([l({type:Number,reflect:!0})],tt.prototype,"value",2);s([l({type:Boolean,reflect:!0})],tt.prototype,"indeterminate",2);s([l()],tt.prototype,"label",2);tt=s([_("wa-progress-bar")],tt);var ro=f`
  :host {
    --track-width: 2px;
    --track-color: var(--wa-color-neutral-fill-normal);
    --indicator-color: var(--wa-color-brand-fill-loud);
    --speed: 2s;
    --size: 1em;

    /*
      Resizing a spinner element using anything but font-size will break the animation because the animation uses em
      units. Therefore, if a spinner is used in a flex container without \`flex: none\` applied, the spinner can
      grow/shrink and break the animation. The use of \`flex: none\` on the host element prevents this by always having
      the spinner sized according to its actual dimensions.
    */
    flex: none;
    display: inline-flex;
    width: var(--size);
    height: var(--size);
  }

  svg {
    width: 100%;
    height: 100%;
    aspect-ratio: 1;
    animation: spin var(--speed) linear infinite;
  }

  .track,
  .indicator {
    --radius: calc(var(--size) / 2 - var(--track-width) / 2);
    --circumference: calc(var(--radius) * 2 * 3.141592654);

    cx: calc(var(--size) / 2);
    cy: calc(var(--size) / 2);
    r: var(--radius);
    fill: none;
    stroke-width: var(--track-width);
  }

  .track {
    stroke: var(--track-color);
  }

  .indicator {
    stroke: var(--indicator-color);
    stroke-linecap: round;
    stroke-dasharray: calc(0.597 * var(--circumference)), calc(0.796 * var(--circumference));
    stroke-dashoffset: calc(-0.04 * var(--circumference));
    animation: dash 1.5s ease-in-out infinite;
  }

  @keyframes spin {
    0% {
      transform: rotate(0deg);
    }
    100% {
      transform: rotate(360deg);
    }
  }

  @keyframes dash {
    0% {
      stroke-dasharray: calc(0.008 * var(--circumference)), calc(1.194 * var(--circumference));
      stroke-dashoffset: 0;
    }
    50% {
      stroke-dasharray: calc(0.716 * var(--circumference)), calc(1.194 * var(--circumference));
      stroke-dashoffset: calc(-0.278 * var(--circumference));
    }
    100% {
      stroke-dasharray: calc(0.716 * var(--circumference)), calc(1.194 * var(--circumference));
      stroke-dashoffset: calc(-0.987 * var(--circumference));
    }
  }
`;var Mt=class extends w{constructor(){super(...arguments),this.localize=new z(this)}render(){return h`
      <svg
        part="base spinner"
        role="progressbar"
        aria-label=${this.localize.term("loading")}
        fill="none"
        xmlns="http://www.w3.org/2000/svg"
      >
        <circle class="track" />
        <circle class="indicator" />
      </svg>
    `}};Mt.css=ro;Mt=s([_("wa-spinner")],Mt);var no=class extends Event{constructor(e){super("wa-step-change",{bubbles:!0,cancelable:!1,composed:!0}),this.detail=e}};var so=class extends Event{constructor(e){super("wa-before-step-change",{bubbles:!0,cancelable:!0,composed:!0}),this.detail=e}};var lo=f`@layer wa-component{:host{--gap: var(--wa-space-l);--marker-size: 2em;--connector-color: var(--wa-color-neutral-fill-normal);--connector-width: var(--wa-border-width-m);--connector-gap: .35em;display:block}.stepper{display:block}.steps{display:flex;flex-direction:row;align-items:flex-start;gap:var(--gap);margin:0;padding:0;list-style:none}:host([orientation="vertical"]) .steps,:host(:state(stacked)) .steps{flex-direction:column;align-items:stretch}}`;var se=null,le=null,ga=7e3;function co(e){let t=document.createElement("div");return t.setAttribute("role","log"),t.setAttribute("aria-live",e),t.setAttribute("aria-relevant","additions"),Object.assign(t.style,{position:"absolute",width:"1px",height:"1px",margin:"-1px",padding:"0",border:"0",overflow:"hidden",clip:"rect(0 0 0 0)",clipPath:"inset(50%)",whiteSpace:"nowrap"}),t}function wa(e){return e==="assertive"?(le??(le=document.body.appendChild(co("assertive"))),le):(se??(se=document.body.appendChild(co("polite"))),se)}function uo(e,t="polite"){if(!e)return;let o=wa(t),a=document.createElement("div");a.textContent=e,o.appendChild(a),setTimeout(()=>a.remove(),ga)}function mo(e){return e.split(" ").map(t=>t.trim()).filter(t=>t!=="")}var Nt=f`.wa-visually-hidden:not(:focus-within),.wa-visually-hidden-force,.wa-visually-hidden-hint::part(hint),.wa-visually-hidden-label::part(label),.wa-visually-hidden-label::part(form-control-label){top:0!important;left:0!important;position:absolute!important;width:1px!important;height:1px!important;clip:rect(0 0 0 0)!important;clip-path:inset(50%)!important;border:none!important;overflow:hidden!important;white-space:nowrap!important;padding:0!important}`;function y(e,t){let o={waitUntilFirstUpdate:!1,...t};return(a,i)=>{let{update:r}=a,n=Array.isArray(e)?e:[e];a.update=function(d){n.forEach(c=>{let m=c;if(d.has(m)){let g=d.get(m),u=this[m];g!==u&&(!o.waitUntilFirstUpdate||this.hasUpdated)&&this[i](g,u)}}),r.call(this,d)}}}var T=class extends w{constructor(){super(),this.localize=new z(this),this.isStacked=!1,this.activeIndex=0,this.stepCount=0,this.active="",this.orientation="horizontal",this.linear=!1,this.clickable=!1,this.label="",this.addEventListener("click",this.handleClick)}connectedCallback(){super.connectedCallback(),!!1&&(this.updateComplete.then(()=>{this.handleSlotChange(),this.mutationObserver=new MutationObserver(e=>{e.some(o=>o.target.closest?.("wa-stepper")===this)&&this.syncSteps()}),this.mutationObserver.observe(this,{childList:!0,subtree:!0,attributes:!0,attributeFilter:["name","completed","loading","disabled","variant"]})}),this.resizeObserver=new ResizeObserver(e=>{requestAnimationFrame(()=>{for(let t of e)this.updateStacking(t.borderBoxSize[0].inlineSize)})}),this.resizeObserver.observe(this))}disconnectedCallback(){super.disconnectedCallback(),this.mutationObserver?.disconnect(),this.resizeObserver?.disconnect()}handleSlotChange(){if(this.didSSR){let e=this.getAllSteps().filter(t=>t.didSSR&&!t.hasUpdated).map(t=>t.updateComplete);if(e.length>0){Promise.allSettled(e).then(()=>this.handleSlotChange());return}}this.syncSteps()}getAllSteps(){return this.defaultSlot?this.defaultSlot.assignedElements().filter(e=>e.localName==="wa-step"):[]}getLinearBoundaryIndex(e){let t=e.findIndex(o=>!o.completed);return t===-1?e.length-1:t}isReachable(e,t=this.getAllSteps()){return e.disabled?!1:this.linear?t.indexOf(e)<=this.getLinearBoundaryIndex(t):!0}syncSteps(){let e=this.getAllSteps();if(e.length===0)return;let t=e.find(i=>i.name===this.active);t||(this.active&&console.warn(`A step named "${this.active}" could not be found. Falling back to the first step.`,this),t=e[0]);let o=this.getLinearBoundaryIndex(e);this.activeIndex=e.indexOf(t),this.stepCount=e.length,this.updateStacking(this.getBoundingClientRect().width);let a=this.orientation==="vertical"||this.isStacked;e.forEach((i,r)=>{i.position=r+1,i.active=i===t,i.locked=this.linear&&r>o,i.clickable=this.clickable;let n=e[r-1];i.connectorStartVariant=n?.completed?n.variant:void 0,i.toggleAttribute("data-wa-step-vertical",a)}),this.customStates.set("completed",e.every(i=>i.completed)),this.customStates.set("loading",e.some(i=>i.loading)),this.customStates.set("stacked",a)}handleStateChange(){this.syncSteps()}updateStacking(e){if(this.orientation!=="auto"||!this.stepsEl){this.isStacked=!1;return}let t=this.getAllSteps().length,o=parseFloat(getComputedStyle(this).fontSize),a=parseFloat(getComputedStyle(this.stepsEl).columnGap)||0,i=t*o*6+Math.max(0,t-1)*a;this.isStacked=e<i}goTo(e){let t=this.getAllSteps(),o=t.find(n=>n.name===e);if(!o||!this.isReachable(o,t))return;let a=t.find(n=>n.active)??null;if(o===a)return;let i={name:o.name,previousName:a?.name??null,step:o,previousStep:a},r=new so(i);this.dispatchEvent(r),!r.defaultPrevented&&(this.active=o.name,this.updateComplete.then(()=>{this.dispatchEvent(new no(i)),this.announceActiveStep()}))}announceActiveStep(){uo(this.localize.term("stepXOfY",this.activeIndex+1,this.stepCount),"polite")}next(){let e=this.getAllSteps(),t=e.findIndex(a=>a.active),o=e[t+1];o&&this.goTo(o.name)}previous(){let e=this.getAllSteps(),t=e.findIndex(a=>a.active),o=t>0?e[t-1]:void 0;o&&this.goTo(o.name)}handleClick(e){if(!this.clickable)return;let t=e.target.closest("wa-step");!t||t.closest("wa-stepper")!==this||t.disabled||this.goTo(t.name)}render(){let e=this.label||this.localize.term("steps"),t=h`
      ${this.stepCount>0?h`
            <span part="summary" class="wa-visually-hidden">
              ${this.localize.term("stepXOfY",this.activeIndex+1,this.stepCount)}
            </span>
          `:""}
      <ol part="steps" class="steps" role="list">
        <slot @slotchange=${this.handleSlotChange}></slot>
      </ol>
    `;return this.clickable?h`<nav part="stepper" class="stepper" aria-label=${e}>${t}</nav>`:h`<div part="stepper" class="stepper" role="group" aria-label=${e}>${t}</div>`}};T.css=[Nt,lo];s([S(".steps")],T.prototype,"stepsEl",2);s([S("slot")],T.prototype,"defaultSlot",2);s([k()],T.prototype,"isStacked",2);s([k()],T.prototype,"activeIndex",2);s([k()],T.prototype,"stepCount",2);s([l({reflect:!0})],T.prototype,"active",2);s([l({reflect:!0})],T.prototype,"orientation",2);s([l({type:Boolean,reflect:!0})],T.prototype,"linear",2);s([l({type:Boolean,reflect:!0})],T.prototype,"clickable",2);s([l()],T.prototype,"label",2);s([y(["active","linear","clickable","orientation","isStacked"],{waitUntilFirstUpdate:!0})],T.prototype,"handleStateChange",1);T=s([_("wa-stepper")],T);document.addEventListener("click",e=>{let t=e.target.closest("[data-stepper]");if(!(t instanceof Element))return;let[o,a,...i]=mo(t.getAttribute("data-stepper")||"");if(!a)return;let n=t.getRootNode().getElementById(a);if(n?.localName!=="wa-stepper"){console.warn(`A stepper with an ID of "${a}" could not be found in this document.`);return}o==="next"?n.next():o==="previous"?n.previous():o==="goto"&&i.length>0&&n.goTo(i.join(" "))});var ho=f`@layer wa-component{:host{--_accent: var(--wa-color-fill-loud);--_accent-on: var(--wa-color-on-loud);--_filled: var(--wa-color-fill-normal);--_filled-on: var(--wa-color-on-normal);--_marker-background: transparent;--_marker-border-color: var(--wa-color-border-normal);--_marker-border-style: solid;--_marker-border-width: var(--wa-form-control-border-width);--_marker-color: var(--wa-color-on-quiet);--pulse-color: var(--_accent);display:flex;flex:2 1 0%}:host(:not([data-wa-step-vertical]):first-child),:host(:not([data-wa-step-vertical]):last-child){flex-grow:1}:host([variant="brand"]){--_marker-border-color: var(--wa-color-neutral-border-normal);--_marker-color: var(--wa-color-text-quiet)}:host([completed]){--_marker-background: var(--_filled);--_marker-border-color: transparent;--_marker-color: var(--_filled-on)}:host([active]){--_marker-background: var(--_accent);--_marker-border-color: transparent;--_marker-color: var(--_accent-on)}:host(:state(locked)){--_marker-background: transparent;--_marker-border-color: var(--wa-color-neutral-border-normal);--_marker-border-style: dashed;--_marker-color: var(--wa-color-text-quiet)}:host([data-wa-step-vertical]){flex:0 0 auto}.step{position:relative;display:flex;flex:1 1 auto;min-width:0}.body{display:flex;flex:1 1 auto;flex-direction:column;align-items:center;gap:.5em;min-width:0;margin:0;padding:0;border:0;background:none;font:inherit;color:var(--wa-color-text-normal);text-align:center;cursor:default}:host(:not([data-wa-step-vertical]):first-child) .body{align-items:flex-start;text-align:start}:host(:not([data-wa-step-vertical]):last-child) .body{align-items:flex-end;text-align:end}button.body{cursor:pointer}button.body:disabled{cursor:not-allowed}button.body:focus-visible{outline:none}button.body:focus-visible .marker{outline:var(--wa-focus-ring);outline-offset:var(--wa-focus-ring-offset)}:host([disabled]) .body{opacity:.5}.content{display:flex;flex-direction:column;gap:.5em}:host([data-wa-step-vertical]) .body{flex-direction:row;align-items:flex-start;text-align:start;gap:1em}:host([data-wa-step-vertical]) .content{justify-content:center;min-height:var(--marker-size)}.connector-start,.connector-end{position:absolute;z-index:0;background-color:var(--connector-color)}:host(:first-child) .connector-start,:host([data-wa-step-vertical]) .connector-start,:host(:last-child) .connector-end{display:none}:host(:not([data-wa-step-vertical])) .connector-start,:host(:not([data-wa-step-vertical])) .connector-end{top:calc(var(--marker-size) / 2);height:var(--connector-width);translate:0 -50%}:host(:not([data-wa-step-vertical])) .connector-start{inset-inline-start:calc(-1 * var(--gap) / 2);inset-inline-end:calc(50% + var(--marker-size) / 2 + var(--connector-gap))}:host(:not([data-wa-step-vertical])) .connector-end{inset-inline-start:calc(50% + var(--marker-size) / 2 + var(--connector-gap));inset-inline-end:calc(-1 * var(--gap) / 2)}:host(:not([data-wa-step-vertical]):first-child) .connector-end{inset-inline-start:calc(var(--marker-size) + var(--connector-gap))}:host(:not([data-wa-step-vertical]):last-child) .connector-start{inset-inline-end:calc(var(--marker-size) + var(--connector-gap))}:host([data-wa-step-vertical]) .connector-end{inset-inline-start:calc(var(--marker-size) / 2);inset-block-start:calc(var(--marker-size) + var(--connector-gap));inset-block-end:calc(-1 * var(--gap) + var(--connector-gap));width:var(--connector-width);translate:-50% 0}:host([completed]) .connector-end{background-color:var(--connector-color-active, var(--_filled))}.connector-start[data-completed]{background-color:var(--connector-color-active, var(--wa-color-fill-normal))}.marker{position:relative;z-index:1;display:inline-flex;flex-shrink:0;align-items:center;justify-content:center;width:var(--marker-size);height:var(--marker-size);font-weight:var(--wa-font-weight-action);line-height:1;color:var(--_marker-color);background-color:var(--_marker-background);border:var(--_marker-border-style) var(--_marker-border-width) var(--_marker-border-color);border-radius:var(--wa-border-radius-circle);transition:background-color var(--wa-transition-fast) var(--wa-transition-easing),border-color var(--wa-transition-fast) var(--wa-transition-easing),color var(--wa-transition-fast) var(--wa-transition-easing)}@media(hover:hover){button.body:enabled:hover .marker{background-color:color-mix(in oklab,var(--_marker-background),var(--wa-color-mix-hover))}}:host([attention="pulse"]) .marker{animation:pulse 1.5s infinite}@keyframes pulse{0%{box-shadow:0 0 0 0 var(--pulse-color)}70%{box-shadow:0 0 0 .5rem transparent}to{box-shadow:0 0 0 0 transparent}}:host([attention="bounce"]) .marker{animation:bounce 1s cubic-bezier(.28,.84,.42,1) infinite}@keyframes bounce{0%,20%,50%,80%,to{transform:translateY(0)}40%{transform:translateY(-5px)}60%{transform:translateY(-2px)}}@media(prefers-reduced-motion:reduce){.marker{transition:none;animation:none}}.marker slot{display:inline-flex;align-items:center;justify-content:center;font-size:calc(var(--marker-size) * .4)}.marker wa-spinner{color:var(--_accent)}.label{font-weight:var(--wa-font-weight-action);line-height:var(--wa-line-height-condensed)}:host(:not([active],[completed])) .label{color:var(--wa-color-text-quiet)}.description{font-size:var(--wa-font-size-smaller);line-height:var(--wa-line-height-condensed);color:var(--wa-color-text-quiet)}.description[hidden]{display:none}@media(forced-colors:active){.connector-start,.connector-end{background-color:CanvasText}:host([completed]) .marker,:host([active]) .marker{border-color:CanvasText}:host([active]) .marker{outline:dashed 1px SelectedItem}}}`;var rt=class{constructor(e,...t){this.slotNames=[],this.handleSlotChange=o=>{let a=o.target;(this.slotNames.includes("[default]")&&!a.name||a.name&&this.slotNames.includes(a.name))&&this.host.requestUpdate()},(this.host=e).addController(this),this.slotNames=t}hasDefaultSlot(){return this.host.childNodes?[...this.host.childNodes].some(e=>{if(e.nodeType===Node.TEXT_NODE&&e.textContent.trim()!=="")return!0;if(e.nodeType===Node.ELEMENT_NODE){let t=e;if(t.tagName.toLowerCase()==="wa-visually-hidden")return!1;if(!t.hasAttribute("slot"))return!0}return!1}):!1}hasNamedSlot(e){return this.host.querySelector?.(`:scope > [slot="${e}"]`)!==null}test(e,t){return t&&this.host.didSSR&&!this.host.hasUpdated?!!this.host[t]:e==="[default]"?this.hasDefaultSlot():this.hasNamedSlot(e)}hostConnected(){let e=this.host.shadowRoot;e&&"addEventListener"in e&&e.addEventListener("slotchange",this.handleSlotChange)}hostDisconnected(){let e=this.host.shadowRoot;e&&"removeEventListener"in e&&e.removeEventListener("slotchange",this.handleSlotChange)}};var nt=f`:where(:root),.wa-neutral,:host([variant="neutral"]){--wa-color-fill-loud: var(--wa-color-neutral-fill-loud);--wa-color-fill-normal: var(--wa-color-neutral-fill-normal);--wa-color-fill-quiet: var(--wa-color-neutral-fill-quiet);--wa-color-border-loud: var(--wa-color-neutral-border-loud);--wa-color-border-normal: var(--wa-color-neutral-border-normal);--wa-color-border-quiet: var(--wa-color-neutral-border-quiet);--wa-color-on-loud: var(--wa-color-neutral-on-loud);--wa-color-on-normal: var(--wa-color-neutral-on-normal);--wa-color-on-quiet: var(--wa-color-neutral-on-quiet)}.wa-brand,:host([variant="brand"]){--wa-color-fill-loud: var(--wa-color-brand-fill-loud);--wa-color-fill-normal: var(--wa-color-brand-fill-normal);--wa-color-fill-quiet: var(--wa-color-brand-fill-quiet);--wa-color-border-loud: var(--wa-color-brand-border-loud);--wa-color-border-normal: var(--wa-color-brand-border-normal);--wa-color-border-quiet: var(--wa-color-brand-border-quiet);--wa-color-on-loud: var(--wa-color-brand-on-loud);--wa-color-on-normal: var(--wa-color-brand-on-normal);--wa-color-on-quiet: var(--wa-color-brand-on-quiet)}.wa-success,:host([variant="success"]){--wa-color-fill-loud: var(--wa-color-success-fill-loud);--wa-color-fill-normal: var(--wa-color-success-fill-normal);--wa-color-fill-quiet: var(--wa-color-success-fill-quiet);--wa-color-border-loud: var(--wa-color-success-border-loud);--wa-color-border-normal: var(--wa-color-success-border-normal);--wa-color-border-quiet: var(--wa-color-success-border-quiet);--wa-color-on-loud: var(--wa-color-success-on-loud);--wa-color-on-normal: var(--wa-color-success-on-normal);--wa-color-on-quiet: var(--wa-color-success-on-quiet)}.wa-warning,:host([variant="warning"]){--wa-color-fill-loud: var(--wa-color-warning-fill-loud);--wa-color-fill-normal: var(--wa-color-warning-fill-normal);--wa-color-fill-quiet: var(--wa-color-warning-fill-quiet);--wa-color-border-loud: var(--wa-color-warning-border-loud);--wa-color-border-normal: var(--wa-color-warning-border-normal);--wa-color-border-quiet: var(--wa-color-warning-border-quiet);--wa-color-on-loud: var(--wa-color-warning-on-loud);--wa-color-on-normal: var(--wa-color-warning-on-normal);--wa-color-on-quiet: var(--wa-color-warning-on-quiet)}.wa-danger,:host([variant="danger"]){--wa-color-fill-loud: var(--wa-color-danger-fill-loud);--wa-color-fill-normal: var(--wa-color-danger-fill-normal);--wa-color-fill-quiet: var(--wa-color-danger-fill-quiet);--wa-color-border-loud: var(--wa-color-danger-border-loud);--wa-color-border-normal: var(--wa-color-danger-border-normal);--wa-color-border-quiet: var(--wa-color-danger-border-quiet);--wa-color-on-loud: var(--wa-color-danger-on-loud);--wa-color-on-normal: var(--wa-color-danger-on-normal);--wa-color-on-quiet: var(--wa-color-danger-on-quiet)}`;var $=class extends w{constructor(){super(...arguments),this.localize=new z(this),this.hasSlotController=new rt(this,"description"),this.name="",this.completed=!1,this.loading=!1,this.disabled=!1,this.variant="brand",this.attention="none",this.withDescription=!1,this.position=0,this.active=!1,this.clickable=!1,this.locked=!1,this.role="listitem"}handleCompletedChange(){this.customStates.set("completed",this.completed)}handleLoadingChange(){this.customStates.set("loading",this.loading),this.setAttribute("aria-busy",this.loading?"true":"false")}handleDisabledChange(){this.customStates.set("disabled",this.disabled)}handleActiveChange(){this.customStates.set("active",this.active),this.syncAriaCurrent()}handleLockedChange(){this.customStates.set("locked",this.locked)}syncAriaCurrent(){this.active&&!this.clickable?this.setAttribute("aria-current","step"):this.removeAttribute("aria-current")}getStatusText(){return this.completed?this.localize.term("completed"):this.disabled?this.localize.term("disabled"):this.locked?this.localize.term("locked"):this.active?"":this.localize.term("notCompleted")}handleClickableChange(){this.customStates.set("clickable",this.clickable),this.syncAriaCurrent()}renderIcon(){return this.loading?h`<wa-spinner part="spinner"></wa-spinner>`:this.completed?h`<wa-icon name="check" library="system" variant="solid"></wa-icon>`:this.position>0?this.localize.number(this.position):v}render(){let e=this.hasSlotController.test("description","withDescription"),t=h`
      <span part="marker" class="marker">
        <slot name="icon">${this.renderIcon()}</slot>
      </span>
      <span part="content" class="content">
        <span part="label" class="label">
          <slot></slot>
        </span>
        <span part="status" class="wa-visually-hidden">${this.getStatusText()}</span>
        <span part="description" class="description" ?hidden=${!e}>
          <slot name="description"></slot>
        </span>
      </span>
    `;return h`
      <div part="step" class="step">
        <span
          part="connector"
          class=${R({"connector-start":!0,[`wa-${this.connectorStartVariant}`]:!!this.connectorStartVariant})}
          ?data-completed=${!!this.connectorStartVariant}
        ></span>
        <span part="connector" class="connector-end"></span>
        ${this.clickable?h`
              <button
                part="button"
                class="body"
                type="button"
                ?disabled=${this.disabled||this.locked}
                aria-current=${this.active?"step":v}
              >
                ${t}
              </button>
            `:h`<div class="body">${t}</div>`}
      </div>
    `}};$.css=[nt,Nt,ho];s([l({reflect:!0})],$.prototype,"name",2);s([l({type:Boolean,reflect:!0})],$.prototype,"completed",2);s([l({type:Boolean,reflect:!0})],$.prototype,"loading",2);s([l({type:Boolean,reflect:!0})],$.prototype,"disabled",2);s([l({reflect:!0})],$.prototype,"variant",2);s([l({reflect:!0})],$.prototype,"attention",2);s([l({type:Boolean,attribute:"with-description"})],$.prototype,"withDescription",2);s([k()],$.prototype,"position",2);s([l({type:Boolean,reflect:!0})],$.prototype,"active",2);s([k()],$.prototype,"clickable",2);s([k()],$.prototype,"locked",2);s([k()],$.prototype,"connectorStartVariant",2);s([l({reflect:!0})],$.prototype,"role",2);s([y("completed")],$.prototype,"handleCompletedChange",1);s([y("loading")],$.prototype,"handleLoadingChange",1);s([y("disabled")],$.prototype,"handleDisabledChange",1);s([y("active")],$.prototype,"handleActiveChange",1);s([y("locked")],$.prototype,"handleLockedChange",1);s([y("clickable")],$.prototype,"handleClickableChange",1);$=s([_("wa-step")],$);$.disableWarning?.("change-in-update");var po=class extends Event{constructor(){super("wa-error",{bubbles:!0,cancelable:!1,composed:!0})}};var fo=class extends Event{constructor(){super("wa-load",{bubbles:!0,cancelable:!1,composed:!0})}};var vo=f`
  :host {
    --primary-color: currentColor;
    --primary-opacity: 1;
    --secondary-color: currentColor;
    --secondary-opacity: 0.4;
    --rotate-angle: 0deg;

    box-sizing: content-box;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    vertical-align: -0.125em;
  }

  /* #region Canvas — the box the icon is centered within (mirrors Font Awesome's icon canvas). Orthogonal to font-size. */

  /* Fixed width (default): 1.25em × 1em (20 × 16px) */
  :host(:not([canvas])),
  :host([canvas='fixed']) {
    width: 1.25em;
    height: 1em;
    min-width: 1.25em; /* <-- this is what Safari respects for intrinsic */
    min-height: 1em;
  }

  /* Auto: hug the icon's width. \`auto-width\` is the deprecated alias for canvas="auto". */
  :host([canvas='auto']),
  :host([auto-width]:not([canvas])) {
    width: auto;
    height: 1em;
  }

  /* Square: 1.25em × 1.25em (20 × 20px) */
  :host([canvas='square']) {
    width: 1.25em;
    height: 1.25em;
    min-width: 1.25em;
    min-height: 1.25em;
  }

  /* Roomy: 1.5em × 1.5em (24 × 24px) */
  :host([canvas='roomy']) {
    width: 1.5em;
    height: 1.5em;
    min-width: 1.5em;
    min-height: 1.5em;
  }

  /* #endregion */

  svg {
    /* NOTE: Avoid setting fill here. A stylesheet rule beats SVG presentation attributes, breaking stroke-based
       libraries like Lucide (fill="none" stroke="currentColor") and attribute-based mutators (issue #1733). The default
       library applies fill="currentColor" in its mutator instead. */
    height: 1em;
    overflow: visible;
    width: auto;

    /* Duotone colors with path-specific opacity fallback */
    path[data-duotone-primary] {
      color: var(--primary-color);
      opacity: var(--path-opacity, var(--primary-opacity));
    }

    path[data-duotone-secondary] {
      color: var(--secondary-color);
      opacity: var(--path-opacity, var(--secondary-opacity));
    }
  }

  /* Rotation */
  :host([rotate]) {
    transform: rotate(var(--rotate-angle, 0deg));
  }

  /* Flipping */
  :host([flip='x']) {
    transform: scaleX(-1);
  }
  :host([flip='y']) {
    transform: scaleY(-1);
  }
  :host([flip='both']) {
    transform: scale(-1, -1);
  }

  /* Rotation and Flipping combined */
  :host([rotate][flip='x']) {
    transform: rotate(var(--rotate-angle, 0deg)) scaleX(-1);
  }
  :host([rotate][flip='y']) {
    transform: rotate(var(--rotate-angle, 0deg)) scaleY(-1);
  }
  :host([rotate][flip='both']) {
    transform: rotate(var(--rotate-angle, 0deg)) scale(-1, -1);
  }

  /* #region Animations — ported from Font Awesome 7.3 (--fa-* props mapped to wa-icon's --* names) */

  :host([animation='beat']) {
    animation-name: beat;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 1s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-in-out);
  }

  :host([animation='bounce']) {
    animation-name: bounce;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 1s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, cubic-bezier(0.28, 0.84, 0.42, 1));
  }

  :host([animation='fade']) {
    animation-name: fade;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 1s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-in-out);
  }

  :host([animation='beat-fade']) {
    animation-name: beat-fade;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 1s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-in-out);
  }

  :host([animation='flip']) {
    animation-name: flip;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 1.5s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-in-out);
  }

  :host([animation='flip-360']) {
    animation-name: flip-360;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 1s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-in-out);
  }

  :host([animation='shake']) {
    animation-name: shake;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 0.75s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-in-out);
  }

  :host([animation='spin']) {
    animation-name: spin;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 2s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, linear);
  }

  :host([animation='spin-pulse']) {
    animation-name: spin;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 1s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, steps(8));
  }

  /* spin-reverse is FA's reverse modifier expressed as a standalone value; reverse any spin via --animation-direction: reverse */
  :host([animation='spin-reverse']) {
    animation-name: spin;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, reverse);
    animation-duration: var(--animation-duration, 2s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, linear);
  }

  :host([animation='spin-snap']) {
    animation-name: spin-snap;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 3s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, linear);
  }

  :host([animation='spin-snap-4']) {
    animation-name: spin-snap-4;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 2.4s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, linear);
  }

  :host([animation='spin-snap-8']) {
    animation-name: spin-snap-8;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 4s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, linear);
  }

  :host([animation='buzz']) {
    animation-name: buzz;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 0.6s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, linear);
  }

  :host([animation='wag']) {
    animation-name: wag;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 0.9s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-out);
    transform-origin: bottom center;
  }

  :host([animation='float']) {
    animation-name: float;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 3s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-in-out);
    will-change: transform;
  }

  :host([animation='swing']) {
    animation-name: swing;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 1.2s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-out);
    transform-origin: top center;
  }

  :host([animation='jello']) {
    animation-name: jello;
    animation-delay: var(--animation-delay, 0s);
    animation-direction: var(--animation-direction, normal);
    animation-duration: var(--animation-duration, 0.9s);
    animation-iteration-count: var(--animation-iteration-count, infinite);
    animation-timing-function: var(--animation-timing, ease-out);
  }

  @media (prefers-reduced-motion: reduce) {
    :host([animation='beat']),
    :host([animation='bounce']),
    :host([animation='fade']),
    :host([animation='beat-fade']),
    :host([animation='flip']),
    :host([animation='flip-360']),
    :host([animation='shake']),
    :host([animation='spin']),
    :host([animation='spin-pulse']),
    :host([animation='spin-reverse']),
    :host([animation='spin-snap']),
    :host([animation='spin-snap-4']),
    :host([animation='spin-snap-8']),
    :host([animation='buzz']),
    :host([animation='wag']),
    :host([animation='float']),
    :host([animation='swing']),
    :host([animation='jello']) {
      animation: none !important;
      transition: none !important;
    }
  }

  /* #endregion */

  /* #region Keyframes — ported verbatim from Font Awesome 7.3 */

  @keyframes beat {
    0% {
      transform: scale(1);
    }
    25% {
      transform: scale(calc(1.25 * var(--beat-scale, 1.25)));
    }
    45% {
      transform: scale(calc(1.22 * var(--beat-scale, 1.22)));
    }
    65% {
      transform: scale(calc(1.25 * var(--beat-scale, 1.25)));
    }
    90% {
      transform: scale(1);
    }
  }

  @keyframes bounce {
    0% {
      transform: scale(1, 1) translateY(0);
      /* No fallback by design (ported from FA 7.3): the first segment uses the user's --animation-timing or the CSS
         initial ease, while the explicit cubic-beziers on later stops drive the bounce physics. */
      animation-timing-function: var(--animation-timing);
    }
    14% {
      transform: scale(var(--bounce-start-scale-x, 1.06), var(--bounce-start-scale-y, 0.94))
        translateY(var(--bounce-anticipation, 3px));
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 0.33);
    }
    32% {
      transform: scale(var(--bounce-jump-scale-x, 0.94), var(--bounce-jump-scale-y, 1.12))
        translateY(calc(-1 * var(--bounce-height, 0.5em)));
      animation-timing-function: cubic-bezier(0.33, 0.66, 0.66, 1);
    }
    52% {
      transform: scale(1, 1) translateY(calc(-1 * var(--bounce-height, 0.5em) * 1.1));
      animation-timing-function: cubic-bezier(0.5, 0, 1, 0.5);
    }
    70% {
      transform: scale(var(--bounce-land-scale-x, 1.06), var(--bounce-land-scale-y, 0.92)) translateY(0);
      animation-timing-function: cubic-bezier(0.33, 0.33, 0.66, 1);
    }
    85% {
      transform: scale(0.98, 1.04) translateY(calc(-2px * var(--bounce-rebound, 1)));
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 1);
    }
    100% {
      transform: scale(1, 1) translateY(0);
    }
  }

  @keyframes fade {
    0% {
      opacity: 1;
      transform: scale(1);
      animation-timing-function: cubic-bezier(0.2, 0, 0.4, 1);
    }
    40% {
      opacity: var(--fade-opacity, 0.4);
      transform: scale(0.98);
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    100% {
      opacity: 1;
      transform: scale(1);
    }
  }

  @keyframes beat-fade {
    0% {
      opacity: var(--beat-fade-opacity, 0.4);
      transform: scale(1);
      animation-timing-function: cubic-bezier(0.2, 0, 0.4, 1);
    }
    25% {
      opacity: calc(var(--beat-fade-opacity, 0.4) + 0.4);
      transform: scale(var(--beat-fade-scale, 1.28));
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    45% {
      opacity: 1;
      transform: scale(var(--beat-fade-scale, 1.25));
      animation-timing-function: cubic-bezier(0.4, 0, 0.2, 1);
    }
    65% {
      opacity: calc(var(--beat-fade-opacity, 0.4) + 0.4);
      transform: scale(var(--beat-fade-scale, 1.28));
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    100% {
      opacity: var(--beat-fade-opacity, 0.4);
      transform: scale(1);
    }
  }

  @keyframes flip {
    0% {
      transform: perspective(2em) scale(1) rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), 0deg);
      animation-timing-function: cubic-bezier(0.2, 0, 0.4, 1);
    }
    8% {
      transform: perspective(2em) scale(var(--flip-anticipation-scale, 0.95))
        rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), 0deg);
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 0.33);
    }
    35% {
      transform: perspective(2em) scale(1)
        rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), calc(var(--flip-angle, -360deg) * 0.6));
      animation-timing-function: linear;
    }
    65% {
      transform: perspective(2em) scale(1)
        rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), calc(var(--flip-angle, -360deg) * 0.5));
      animation-timing-function: cubic-bezier(0.33, 0.66, 0.66, 1);
    }
    92% {
      transform: perspective(2em) scale(1)
        rotate3d(
          var(--flip-x, 0),
          var(--flip-y, 1),
          var(--flip-z, 0),
          calc(var(--flip-angle, -360deg) * var(--flip-overshoot, 1.04))
        );
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 1);
    }
    100% {
      transform: perspective(2em) scale(1)
        rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), var(--flip-angle, -360deg));
    }
  }

  @keyframes flip-360 {
    0% {
      transform: perspective(2em) scale(1) rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), 0deg);
      animation-timing-function: cubic-bezier(0.2, 0, 0.4, 1);
    }
    8% {
      transform: perspective(2em) scale(var(--flip-anticipation-scale, 0.95))
        rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), 0deg);
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 0.33);
    }
    50% {
      transform: perspective(2em) scale(1)
        rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), calc(var(--flip-angle, -360deg) * 0.6));
      animation-timing-function: cubic-bezier(0.33, 0.66, 0.66, 1);
    }
    80% {
      transform: perspective(2em) scale(1)
        rotate3d(
          var(--flip-x, 0),
          var(--flip-y, 1),
          var(--flip-z, 0),
          calc(var(--flip-angle, -360deg) * var(--flip-overshoot, 1.04))
        );
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 1);
    }
    100% {
      transform: perspective(2em) scale(1)
        rotate3d(var(--flip-x, 0), var(--flip-y, 1), var(--flip-z, 0), var(--flip-angle, -360deg));
    }
  }

  @keyframes shake {
    0% {
      transform: rotate(0deg);
      animation-timing-function: cubic-bezier(0.2, 0, 0.8, 1);
    }
    8% {
      transform: rotate(35deg) translateX(1px);
      animation-timing-function: cubic-bezier(0.3, 0, 0.7, 1);
    }
    20% {
      transform: rotate(-22deg) translateX(-1px);
      animation-timing-function: cubic-bezier(0.3, 0, 0.7, 1);
    }
    35% {
      transform: rotate(15deg) translateX(1px);
      animation-timing-function: cubic-bezier(0.3, 0, 0.7, 1);
    }
    50% {
      transform: rotate(-9deg);
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    65% {
      transform: rotate(5deg);
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    78% {
      transform: rotate(-3deg);
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    90% {
      transform: rotate(1deg);
      animation-timing-function: cubic-bezier(0.4, 0, 0.2, 1);
    }
    100% {
      transform: rotate(0deg);
    }
  }

  @keyframes spin {
    0% {
      transform: rotate(0deg);
    }
    100% {
      transform: rotate(360deg);
    }
  }

  @keyframes spin-snap {
    0% {
      transform: rotate(0deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    12% {
      transform: rotate(60deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    16.67% {
      transform: rotate(60deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    28.67% {
      transform: rotate(120deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    33.33% {
      transform: rotate(120deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    45.33% {
      transform: rotate(180deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    50% {
      transform: rotate(180deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    62% {
      transform: rotate(240deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    66.67% {
      transform: rotate(240deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    78.67% {
      transform: rotate(300deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    83.33% {
      transform: rotate(300deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    95.33% {
      transform: rotate(360deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    100% {
      transform: rotate(360deg);
    }
  }

  @keyframes spin-snap-4 {
    0% {
      transform: rotate(0deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    15% {
      transform: rotate(90deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    25% {
      transform: rotate(90deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    40% {
      transform: rotate(180deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    50% {
      transform: rotate(180deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    65% {
      transform: rotate(270deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    75% {
      transform: rotate(270deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    90% {
      transform: rotate(360deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    100% {
      transform: rotate(360deg);
    }
  }

  @keyframes spin-snap-8 {
    0% {
      transform: rotate(0deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    9% {
      transform: rotate(45deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    12.5% {
      transform: rotate(45deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    21.5% {
      transform: rotate(90deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    25% {
      transform: rotate(90deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    34% {
      transform: rotate(135deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    37.5% {
      transform: rotate(135deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    46.5% {
      transform: rotate(180deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    50% {
      transform: rotate(180deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    59% {
      transform: rotate(225deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    62.5% {
      transform: rotate(225deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    71.5% {
      transform: rotate(270deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    75% {
      transform: rotate(270deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    84% {
      transform: rotate(315deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    87.5% {
      transform: rotate(315deg);
      animation-timing-function: cubic-bezier(0, 0, 0.2, 1);
    }
    96.5% {
      transform: rotate(360deg);
      animation-timing-function: cubic-bezier(0.8, 0, 1, 1);
    }
    100% {
      transform: rotate(360deg);
    }
  }

  @keyframes buzz {
    0% {
      transform: translateX(0) rotate(0deg);
      animation-timing-function: cubic-bezier(0.1, 0, 0.9, 1);
    }
    5% {
      transform: translateX(var(--buzz-distance, 4px)) rotate(0.5deg);
    }
    10% {
      transform: translateX(calc(-1 * var(--buzz-distance, 4px))) rotate(-0.5deg);
    }
    15% {
      transform: translateX(var(--buzz-distance, 4px)) rotate(0.3deg);
    }
    20% {
      transform: translateX(calc(-1 * var(--buzz-distance, 4px))) rotate(-0.3deg);
    }
    25% {
      transform: translateX(calc(var(--buzz-distance, 4px) * 0.7)) rotate(0.2deg);
    }
    30% {
      transform: translateX(calc(-1 * var(--buzz-distance, 4px) * 0.7)) rotate(-0.2deg);
    }
    35% {
      transform: translateX(calc(var(--buzz-distance, 4px) * 0.4)) rotate(0.1deg);
    }
    40% {
      transform: translateX(0) rotate(0deg);
    }
    100% {
      transform: translateX(0) rotate(0deg);
    }
  }

  @keyframes wag {
    0% {
      transform: rotate(0deg);
      animation-timing-function: cubic-bezier(0.2, 0, 0.6, 1);
    }
    12% {
      transform: rotate(var(--wag-angle, 12deg));
      animation-timing-function: cubic-bezier(0.4, 0, 0.2, 1);
    }
    24% {
      transform: rotate(2deg);
      animation-timing-function: cubic-bezier(0.2, 0, 0.6, 1);
    }
    36% {
      transform: rotate(calc(var(--wag-angle, 12deg) * 0.85));
      animation-timing-function: cubic-bezier(0.4, 0, 0.2, 1);
    }
    48% {
      transform: rotate(1deg);
      animation-timing-function: cubic-bezier(0.2, 0, 0.6, 1);
    }
    58% {
      transform: rotate(calc(var(--wag-angle, 12deg) * 0.6));
      animation-timing-function: cubic-bezier(0.4, 0, 0.2, 1);
    }
    68% {
      transform: rotate(0deg);
    }
    100% {
      transform: rotate(0deg);
    }
  }

  @keyframes float {
    0% {
      transform: translateY(0) translateX(0) rotate(0deg)
        scale(var(--float-squash-x, 1.02), var(--float-squash-y, 0.98));
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 0.33);
    }
    15% {
      transform: translateY(calc(-0.4 * var(--float-height, 6px))) translateX(var(--float-drift, 1px))
        rotate(var(--float-tilt, 1deg)) scale(1, 1);
      animation-timing-function: cubic-bezier(0.33, 0.66, 0.66, 1);
    }
    35% {
      transform: translateY(calc(-1 * var(--float-height, 6px))) translateX(0) rotate(0deg)
        scale(var(--float-stretch-x, 0.98), var(--float-stretch-y, 1.03));
      animation-timing-function: cubic-bezier(0.5, 0, 0.5, 0);
    }
    50% {
      transform: translateY(calc(-0.92 * var(--float-height, 6px))) translateX(calc(-0.5 * var(--float-drift, 1px)))
        rotate(calc(-0.5 * var(--float-tilt, 1deg))) scale(0.995, 1.01);
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 0.33);
    }
    70% {
      transform: translateY(calc(-0.3 * var(--float-height, 6px))) translateX(calc(-1 * var(--float-drift, 1px)))
        rotate(calc(-1 * var(--float-tilt, 1deg))) scale(1, 1);
      animation-timing-function: cubic-bezier(0.33, 0.66, 0.66, 1);
    }
    90% {
      transform: translateY(calc(0.05 * var(--float-height, 6px))) translateX(0) rotate(0deg)
        scale(var(--float-squash-x, 1.02), var(--float-squash-y, 0.98));
      animation-timing-function: cubic-bezier(0.33, 0, 0.66, 1);
    }
    100% {
      transform: translateY(0) translateX(0) rotate(0deg)
        scale(var(--float-squash-x, 1.02), var(--float-squash-y, 0.98));
    }
  }

  @keyframes swing {
    0% {
      transform: rotate(0deg);
      animation-timing-function: cubic-bezier(0.2, 0, 0.8, 1);
    }
    8% {
      transform: rotate(var(--swing-angle, 22deg));
      animation-timing-function: cubic-bezier(0.3, 0, 0.7, 1);
    }
    18% {
      transform: rotate(calc(-1 * var(--swing-angle, 22deg) * 0.85));
      animation-timing-function: cubic-bezier(0.3, 0, 0.7, 1);
    }
    28% {
      transform: rotate(calc(var(--swing-angle, 22deg) * 0.65));
      animation-timing-function: cubic-bezier(0.35, 0, 0.65, 1);
    }
    38% {
      transform: rotate(calc(-1 * var(--swing-angle, 22deg) * 0.45));
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    48% {
      transform: rotate(calc(var(--swing-angle, 22deg) * 0.25));
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    56% {
      transform: rotate(calc(-1 * var(--swing-angle, 22deg) * 0.1));
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    64% {
      transform: rotate(0deg);
    }
    100% {
      transform: rotate(0deg);
    }
  }

  @keyframes jello {
    0% {
      transform: scale(1, 1);
      animation-timing-function: cubic-bezier(0.2, 0, 0.8, 1);
    }
    12% {
      transform: scale(var(--jello-scale-x, 1.15), calc(2 - var(--jello-scale-x, 1.15)));
      animation-timing-function: cubic-bezier(0.3, 0, 0.7, 1);
    }
    24% {
      transform: scale(calc(2 - var(--jello-scale-y, 1.12)), var(--jello-scale-y, 1.12));
      animation-timing-function: cubic-bezier(0.3, 0, 0.7, 1);
    }
    36% {
      transform: scale(
        calc(1 + (var(--jello-scale-x, 1.15) - 1) * 0.5),
        calc(2 - (1 + (var(--jello-scale-x, 1.15) - 1) * 0.5))
      );
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    48% {
      transform: scale(
        calc(2 - (1 + (var(--jello-scale-y, 1.12) - 1) * 0.3)),
        calc(1 + (var(--jello-scale-y, 1.12) - 1) * 0.3)
      );
      animation-timing-function: cubic-bezier(0.4, 0, 0.6, 1);
    }
    58% {
      transform: scale(1.02, 0.98);
      animation-timing-function: cubic-bezier(0.4, 0, 0.2, 1);
    }
    68% {
      transform: scale(1, 1);
    }
    100% {
      transform: scale(1, 1);
    }
  }

  /* #endregion */
`;var ya="",ce="";function bo(){return ya.replace(/\/$/,"")}function xa(e){ce=e}function go(){if(!ce){let e=document.querySelector("[data-fa-kit-code]");e&&xa(e.getAttribute("data-fa-kit-code")||"")}return ce}var wo="7.3.0";function _a(e,t,o){let a="solid";return t==="chisel"&&(a="chisel-regular"),t==="etch"&&(a="etch-solid"),t==="graphite"&&(a="graphite-thin"),t==="jelly"&&(a="jelly-regular",o==="duo-regular"&&(a="jelly-duo-regular"),o==="fill-regular"&&(a="jelly-fill-regular")),t==="jelly-duo"&&(a="jelly-duo-regular"),t==="jelly-fill"&&(a="jelly-fill-regular"),t==="notdog"&&(o==="solid"&&(a="notdog-solid"),o==="duo-solid"&&(a="notdog-duo-solid")),t==="notdog-duo"&&(a="notdog-duo-solid"),t==="slab"&&((o==="solid"||o==="regular")&&(a="slab-regular"),o==="press-regular"&&(a="slab-press-regular")),t==="slab-press"&&(a="slab-press-regular"),t==="slab-duo"&&(a="slab-duo-regular"),t==="slab-press-duo"&&(a="slab-press-duo-regular"),t==="thumbprint"&&(a="thumbprint-light"),t==="utility"&&(a="utility-semibold"),t==="utility-duo"&&(a="utility-duo-semibold"),t==="utility-fill"&&(a="utility-fill-semibold"),t==="whiteboard"&&(a="whiteboard-semibold"),t==="mosaic"&&(a="mosaic-solid"),t==="pixel"&&(a="pixel-regular"),t==="vellum"&&(a="vellum-solid"),t==="classic"&&(o==="thin"&&(a="thin"),o==="light"&&(a="light"),o==="regular"&&(a="regular"),o==="solid"&&(a="solid")),t==="duotone"&&(o==="thin"&&(a="duotone-thin"),o==="light"&&(a="duotone-light"),o==="regular"&&(a="duotone-regular"),o==="solid"&&(a="duotone")),t==="sharp"&&(o==="thin"&&(a="sharp-thin"),o==="light"&&(a="sharp-light"),o==="regular"&&(a="sharp-regular"),o==="solid"&&(a="sharp-solid")),t==="sharp-duotone"&&(o==="thin"&&(a="sharp-duotone-thin"),o==="light"&&(a="sharp-duotone-light"),o==="regular"&&(a="sharp-duotone-regular"),o==="solid"&&(a="sharp-duotone-solid")),t==="brands"&&(a="brands"),a}function $a(e,t,o){let a=_a(e,t,o),i=bo();if(i)return`${i}/${a}/${e}.svg`;let r=go();return r.length>0?`https://ka-p.fontawesome.com/releases/v${wo}/svgs/${a}/${e}.svg?token=${encodeURIComponent(r)}`:`https://ka-f.fontawesome.com/releases/v${wo}/svgs/${a}/${e}.svg`}var ka={name:"default",resolver:(e,t="classic",o="solid")=>$a(e,t,o),mutator:(e,t)=>{if(e.hasAttribute("fill")||e.setAttribute("fill","currentColor"),t?.family&&!e.hasAttribute("data-duotone-initialized")){let{family:o,variant:a}=t;if(o==="duotone"||o==="sharp-duotone"||o==="notdog-duo"||o==="notdog"&&a==="duo-solid"||o==="jelly-duo"||o==="jelly"&&a==="duo-regular"||o==="utility-duo"||o==="slab-duo"||o==="slab-press-duo"||o==="thumbprint"){let i=[...e.querySelectorAll("path")],r=i.find(d=>!d.hasAttribute("opacity")),n=i.find(d=>d.hasAttribute("opacity"));if(!r||!n)return;if(r.setAttribute("data-duotone-primary",""),n.setAttribute("data-duotone-secondary",""),t.swapOpacity&&r&&n){let d=n.getAttribute("opacity")||"0.4";r.style.setProperty("--path-opacity",d),n.style.setProperty("--path-opacity","1")}e.setAttribute("data-duotone-initialized","")}}}},yo=ka;function Aa(e){return`data:image/svg+xml,${encodeURIComponent(e)}`}var de={solid:{check:'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 448 512"><!--! Font Awesome Free 7.0.0 by @fontawesome - https://fontawesome.com License - https://fontawesome.com/license/free Copyright 2025 Fonticons, Inc. --><path d="M434.8 70.1c14.3 10.4 17.5 30.4 7.1 44.7l-256 352c-5.5 7.6-14 12.3-23.4 13.1s-18.5-2.7-25.1-9.3l-128-128c-12.5-12.5-12.5-32.8 0-45.3s32.8-12.5 45.3 0l101.5 101.5 234-321.7c10.4-14.3 30.4-17.5 44.7-7.1z"/></svg>',"chevron-left":'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 512"><!--! Font Awesome Free 7.0.0 by @fontawesome - https://fontawesome.com License - https://fontawesome.com/license/free Copyright 2025 Fonticons, Inc. --><path d="M9.4 233.4c-12.5 12.5-12.5 32.8 0 45.3l192 192c12.5 12.5 32.8 12.5 45.3 0s12.5-32.8 0-45.3L77.3 256 246.6 86.6c12.5-12.5 12.5-32.8 0-45.3s-32.8-12.5-45.3 0l-192 192z"/></svg>',"chevron-right":'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 512"><!--! Font Awesome Free 7.0.0 by @fontawesome - https://fontawesome.com License - https://fontawesome.com/license/free Copyright 2025 Fonticons, Inc. --><path d="M311.1 233.4c12.5 12.5 12.5 32.8 0 45.3l-192 192c-12.5 12.5-32.8 12.5-45.3 0s-12.5-32.8 0-45.3L243.2 256 73.9 86.6c-12.5-12.5-12.5-32.8 0-45.3s32.8-12.5 45.3 0l192 192z"/></svg>',xmark:'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 384 512"><!--! Font Awesome Free 7.0.0 by @fontawesome - https://fontawesome.com License - https://fontawesome.com/license/free Copyright 2025 Fonticons, Inc. --><path d="M55.1 73.4c-12.5-12.5-32.8-12.5-45.3 0s-12.5 32.8 0 45.3L147.2 256 9.9 393.4c-12.5 12.5-12.5 32.8 0 45.3s32.8 12.5 45.3 0L192.5 301.3 329.9 438.6c12.5 12.5 32.8 12.5 45.3 0s12.5-32.8 0-45.3L237.8 256 375.1 118.6c12.5-12.5 12.5-32.8 0-45.3s-32.8-12.5-45.3 0L192.5 210.7 55.1 73.4z"/></svg>'},regular:{}},Ca={name:"system",resolver:(e,t="classic",o="solid")=>{let i=de[o][e]??de.regular[e]??de.regular["circle-question"];return i?Aa(i):""},mutator:e=>{e.hasAttribute("fill")||e.setAttribute("fill","currentColor")}},xo=Ca;var Sa="classic",Ea=[yo,xo],_o=new Set;function $o(e){_o.add(e)}function ko(e){_o.delete(e)}function Dt(e){return Ea.find(t=>t.name===e)}function Ao(){return Sa}var bt=Symbol(),qt=Symbol(),ue,me=new Map,E=class extends w{constructor(){super(...arguments),this.svg=null,this.autoWidth=!1,this.swapOpacity=!1,this.label="",this.library="default",this.rotate=0,this.resolveIcon=async(e,t)=>{let o;if(t?.spriteSheet){this.hasUpdated||await this.updateComplete,this.svg=h`<svg part="svg">
        <use part="use" href="${e}"></use>
      </svg>`,await this.updateComplete;let a=this.shadowRoot.querySelector("[part='svg']");return typeof t.mutator=="function"&&t.mutator(a,this),this.svg}try{if(o=await fetch(e,{mode:"cors"}),!o.ok)return o.status===410?bt:qt}catch{return qt}try{let a=document.createElement("div");a.innerHTML=await o.text();let i=a.firstElementChild;if(i?.tagName?.toLowerCase()!=="svg")return bt;ue||(ue=new DOMParser);let n=ue.parseFromString(i.outerHTML,"text/html").body.querySelector("svg");return n?(n.part.add("svg"),document.adoptNode(n)):bt}catch{return bt}}}connectedCallback(){super.connectedCallback(),$o(this)}firstUpdated(e){super.firstUpdated(e),this.hasAttribute("rotate")&&this.style.setProperty("--rotate-angle",`${this.rotate}deg`),this.setIcon()}disconnectedCallback(){super.disconnectedCallback(),ko(this)}async getIconSource(){let e=Dt(this.library),t=this.family||Ao();if(this.name&&e){let o=this.canvas==="auto"||this.autoWidth,a;try{a=await e.resolver(this.name,t,this.variant,o)}catch{a=void 0}return{url:a,fromLibrary:!0}}return{url:this.src,fromLibrary:!1}}handleLabelChange(){typeof this.label=="string"&&this.label.length>0?(this.setAttribute("role","img"),this.setAttribute("aria-label",this.label),this.removeAttribute("aria-hidden")):(this.removeAttribute("role"),this.removeAttribute("aria-label"),this.setAttribute("aria-hidden","true"))}async setIcon(){let{url:e,fromLibrary:t}=await this.getIconSource(),o=t?Dt(this.library):void 0;if(!e){this.svg=null;return}let a=me.get(e);a||(a=this.resolveIcon(e,o),me.set(e,a));let i=await a;i===qt&&me.delete(e);let r=await this.getIconSource();if(e===r.url){if(Be(i)){this.svg=i;return}switch(i){case qt:case bt:this.svg=null,this.dispatchEvent(new po);break;default:this.svg=i.cloneNode(!0),o?.mutator?.(this.svg,this),this.dispatchEvent(new fo)}}}willUpdate(e){return this.style||this.setStyleProperty("--rotate-angle",`${this.rotate}deg`),super.willUpdate(e)}updated(e){super.updated(e);let t=Dt(this.library);this.hasAttribute("rotate")&&this.style.setProperty("--rotate-angle",`${this.rotate}deg`);let o=this.shadowRoot?.querySelector("svg");o&&t?.mutator?.(o,this)}render(){return this.hasUpdated?this.svg:h`<svg part="svg" width="16" height="16" viewBox="0 0 16 16"></svg>`}};E.css=vo;s([k()],E.prototype,"svg",2);s([l({reflect:!0})],E.prototype,"name",2);s([l({reflect:!0})],E.prototype,"family",2);s([l({reflect:!0})],E.prototype,"variant",2);s([l({reflect:!0})],E.prototype,"canvas",2);s([l({attribute:"auto-width",type:Boolean,reflect:!0})],E.prototype,"autoWidth",2);s([l({attribute:"swap-opacity",type:Boolean,reflect:!0})],E.prototype,"swapOpacity",2);s([l()],E.prototype,"src",2);s([l()],E.prototype,"label",2);s([l({reflect:!0})],E.prototype,"library",2);s([l({type:Number,reflect:!0})],E.prototype,"rotate",2);s([l({type:String,reflect:!0})],E.prototype,"flip",2);s([l({type:String,reflect:!0})],E.prototype,"animation",2);s([y("label")],E.prototype,"handleLabelChange",1);s([y(["family","name","library","variant","src","autoWidth","canvas","swapOpacity"],{waitUntilFirstUpdate:!0})],E.prototype,"setIcon",1);E=s([_("wa-icon")],E);var Co=class extends Event{constructor(e){super("wa-tab-show",{bubbles:!0,cancelable:!1,composed:!0}),this.detail=e}};var So=class extends Event{constructor(e){super("wa-tab-hide",{bubbles:!0,cancelable:!1,composed:!0}),this.detail=e}};var Eo=f`:host{--indicator-color: var(--wa-color-brand-fill-loud);--track-color: var(--wa-color-neutral-fill-normal);--track-width: .125rem;--safe-track-width: max(.5px, round(var(--track-width), .5px));display:block}.tab-group{display:flex;border-radius:0}.tabs{display:flex;position:relative}.indicator{position:absolute}.tab-group-has-scroll-controls .nav-container{position:relative;padding:0 1.5em}.body{display:block}.scroll-button{display:flex;align-items:center;justify-content:center;position:absolute;top:0;bottom:0;width:1.5em}.scroll-button-start{inset-inline-start:0}.scroll-button-end{inset-inline-end:0}.tab-group-top{flex-direction:column}.tab-group-top .nav-container{order:1}.tab-group-top .nav{display:flex;overflow-x:auto;scrollbar-width:none}.tab-group-top .nav::-webkit-scrollbar{width:0;height:0}.tab-group-top .tabs{flex:1 1 auto;position:relative;flex-direction:row;border-bottom:solid var(--safe-track-width) var(--track-color)}.tab-group-top .indicator{bottom:calc(-1 * var(--safe-track-width));border-bottom:solid var(--safe-track-width) var(--indicator-color)}.tab-group-top .body{order:2}.tab-group-top ::slotted(wa-tab[active]){border-block-end:solid var(--safe-track-width) var(--indicator-color);margin-block-end:calc(-1 * var(--safe-track-width))}.tab-group-top .body slot::slotted(wa-tab-panel){--padding: var(--wa-space-xl) 0}.tab-group-bottom{flex-direction:column}.tab-group-bottom .nav-container{order:2}.tab-group-bottom .nav{display:flex;overflow-x:auto;scrollbar-width:none}.tab-group-bottom .nav::-webkit-scrollbar{width:0;height:0}.tab-group-bottom .tabs{flex:1 1 auto;position:relative;flex-direction:row;border-top:solid var(--safe-track-width) var(--track-color)}.tab-group-bottom .indicator{top:calc(-1 * var(--safe-track-width));border-top:solid var(--safe-track-width) var(--indicator-color)}.tab-group-bottom .body{order:1}.tab-group-bottom ::slotted(wa-tab[active]){border-block-start:solid var(--safe-track-width) var(--indicator-color);margin-block-start:calc(-1 * var(--safe-track-width))}.tab-group-bottom .body slot::slotted(wa-tab-panel){--padding: var(--wa-space-xl) 0}.tab-group-start{flex-direction:row}.tab-group-start .nav-container{order:1}.tab-group-start .tabs{flex:0 0 auto;flex-direction:column;border-inline-end:solid var(--safe-track-width) var(--track-color)}.tab-group-start .indicator{inset-inline-end:calc(-1 * var(--safe-track-width));border-right:solid var(--safe-track-width) var(--indicator-color)}.tab-group-start .body{flex:1 1 auto;order:2}.tab-group-start ::slotted(wa-tab[active]){border-inline-end:solid var(--safe-track-width) var(--indicator-color);margin-inline-end:calc(-1 * var(--safe-track-width))}.tab-group-start .body slot::slotted(wa-tab-panel){--padding: 0 var(--wa-space-xl)}.tab-group-end{flex-direction:row}.tab-group-end .nav-container{order:2}.tab-group-end .tabs{flex:0 0 auto;flex-direction:column;border-left:solid var(--safe-track-width) var(--track-color)}.tab-group-end .indicator{inset-inline-start:calc(-1 * var(--safe-track-width));border-inline-start:solid var(--safe-track-width) var(--indicator-color)}.tab-group-end .body{flex:1 1 auto;order:1}.tab-group-end ::slotted(wa-tab[active]){border-inline-start:solid var(--safe-track-width) var(--indicator-color);margin-inline-start:calc(-1 * var(--safe-track-width))}.tab-group-end .body slot::slotted(wa-tab-panel){--padding: 0 var(--wa-space-xl)}`;function za(e,t){return{top:Math.round(e.getBoundingClientRect().top-t.getBoundingClientRect().top),left:Math.round(e.getBoundingClientRect().left-t.getBoundingClientRect().left)}}function he(e,t,o="vertical",a="smooth"){let i=za(e,t),r=i.top+t.scrollTop,n=i.left+t.scrollLeft,d=t.scrollLeft,c=t.scrollLeft+t.offsetWidth,m=t.scrollTop,g=t.scrollTop+t.offsetHeight;(o==="horizontal"||o==="both")&&(n<d?t.scrollTo({left:n,behavior:a}):n+e.clientWidth>c&&t.scrollTo({left:n-t.offsetWidth+e.clientWidth,behavior:a})),(o==="vertical"||o==="both")&&(r<m?t.scrollTo({top:r,behavior:a}):r+e.clientHeight>g&&t.scrollTo({top:r-t.offsetHeight+e.clientHeight,behavior:a}))}var I=class extends w{constructor(){super(...arguments),this.tabs=[],this.focusableTabs=[],this.panels=[],this.localize=new z(this),this.hasScrollControls=!1,this.active="",this.placement="top",this.activation="auto",this.withoutScrollControls=!1}connectedCallback(){super.connectedCallback(),!!1&&(this.resizeObserver=new ResizeObserver(()=>{this.updateScrollControls()}),this.mutationObserver=new MutationObserver(e=>{e.some(o=>!["aria-labelledby","aria-controls"].includes(o.attributeName))&&setTimeout(()=>this.setAriaLabels());let t=e.filter(o=>o.target.closest("wa-tab-group")===this);if(t.some(o=>o.attributeName==="disabled"))this.syncTabsAndPanels();else if(t.some(o=>o.attributeName==="active")){let a=t.filter(i=>i.attributeName==="active"&&i.target.tagName.toLowerCase()==="wa-tab").map(i=>i.target).find(i=>i.active);a&&a.closest("wa-tab-group")===this&&this.setActiveTab(a)}}),this.updateComplete.then(()=>{this.syncTabsAndPanels(),this.mutationObserver.observe(this,{attributes:!0,childList:!0,subtree:!0}),this.resizeObserver.observe(this.nav),new IntersectionObserver((t,o)=>{if(t[0].intersectionRatio>0){if(this.setAriaLabels(),this.active){let a=this.tabs.find(i=>i.panel===this.active);a&&this.setActiveTab(a)}else this.setActiveTab(this.getActiveTab()??this.tabs[0],{emitEvents:!1});o.unobserve(t[0].target)}}).observe(this.tabGroup)}))}disconnectedCallback(){super.disconnectedCallback(),this.mutationObserver?.disconnect(),this.nav&&this.resizeObserver?.unobserve(this.nav)}getAllTabs(){return[...this.shadowRoot.querySelector('slot[name="nav"]').assignedElements()].filter(t=>t.tagName.toLowerCase()==="wa-tab")}getAllPanels(){return[...this.defaultSlot.assignedElements()].filter(e=>e.tagName.toLowerCase()==="wa-tab-panel")}getActiveTab(){return this.tabs.find(e=>e.active)}handleClick(e){let o=e.target.closest("wa-tab");o?.closest("wa-tab-group")===this&&o!==null&&this.setActiveTab(o,{scrollBehavior:"smooth"})}handleKeyDown(e){let o=e.target.closest("wa-tab");if(o?.closest("wa-tab-group")===this){if(["Enter"," "].includes(e.key)){o!==null&&(this.setActiveTab(o,{scrollBehavior:"smooth"}),e.preventDefault());return}if(["ArrowLeft","ArrowRight","ArrowUp","ArrowDown","Home","End"].includes(e.key)){let i=this.tabs.find(d=>d.matches(":focus")),r=this.localize.dir()==="rtl",n=null;if(i?.tagName.toLowerCase()==="wa-tab"){if(e.key==="Home")n=this.focusableTabs[0];else if(e.key==="End")n=this.focusableTabs[this.focusableTabs.length-1];else if(["top","bottom"].includes(this.placement)&&e.key===(r?"ArrowRight":"ArrowLeft")||["start","end"].includes(this.placement)&&e.key==="ArrowUp"){let d=this.tabs.findIndex(c=>c===i);n=this.findNextFocusableTab(d,"backward")}else if(["top","bottom"].includes(this.placement)&&e.key===(r?"ArrowLeft":"ArrowRight")||["start","end"].includes(this.placement)&&e.key==="ArrowDown"){let d=this.tabs.findIndex(c=>c===i);n=this.findNextFocusableTab(d,"forward")}if(!n)return;n.tabIndex=0,n.focus({preventScroll:!0}),this.activation==="auto"?this.setActiveTab(n,{scrollBehavior:"smooth"}):this.tabs.forEach(d=>{d.tabIndex=d===n?0:-1}),["top","bottom"].includes(this.placement)&&he(n,this.nav,"horizontal"),e.preventDefault()}}}}findNextFocusableTab(e,t){let o=null,a=t==="forward"?1:-1,i=e+a;for(;e<this.tabs.length;){if(o=this.tabs[i]||null,o===null){t==="forward"?o=this.focusableTabs[0]:o=this.focusableTabs[this.focusableTabs.length-1];break}if(!o.disabled)break;i+=a}return o}handleScrollToStart(){this.nav.scroll({left:this.localize.dir()==="rtl"?this.nav.scrollLeft+this.nav.clientWidth:this.nav.scrollLeft-this.nav.clientWidth,behavior:"smooth"})}handleScrollToEnd(){this.nav.scroll({left:this.localize.dir()==="rtl"?this.nav.scrollLeft-this.nav.clientWidth:this.nav.scrollLeft+this.nav.clientWidth,behavior:"smooth"})}setActiveTab(e,t){if(t={emitEvents:!0,scrollBehavior:"auto",...t},e.closest("wa-tab-group")===this&&e!==this.activeTab&&!e.disabled){let o=this.activeTab;this.active=e.panel,this.activeTab=e,this.tabs.forEach(a=>{a.active=a===this.activeTab,a.tabIndex=a===this.activeTab?0:-1}),this.panels.forEach(a=>a.active=a.name===this.activeTab?.panel),["top","bottom"].includes(this.placement)&&he(this.activeTab,this.nav,"horizontal",t.scrollBehavior),t.emitEvents&&(o&&this.dispatchEvent(new So({name:o.panel})),this.dispatchEvent(new Co({name:this.activeTab.panel})))}}setAriaLabels(){this.tabs.forEach(e=>{let t=this.panels.find(o=>o.name===e.panel);t&&(e.setAttribute("aria-controls",t.getAttribute("id")),t.setAttribute("aria-labelledby",e.getAttribute("id")))})}syncTabsAndPanels(){this.tabs=this.getAllTabs(),this.focusableTabs=this.tabs.filter(e=>!e.disabled),this.panels=this.getAllPanels(),this.updateComplete.then(()=>this.updateScrollControls())}updateActiveTab(){let e=this.tabs.find(t=>t.panel===this.active);e&&this.setActiveTab(e,{scrollBehavior:"smooth"})}updateScrollControls(){this.withoutScrollControls?this.hasScrollControls=!1:this.hasScrollControls=["top","bottom"].includes(this.placement)&&this.nav.scrollWidth>this.nav.clientWidth+1}render(){let e=this.hasUpdated?this.localize.dir()==="rtl":this.dir==="rtl";return h`
      <div
        part="base tab-group"
        class=${R({"tab-group":!0,"tab-group-top":this.placement==="top","tab-group-bottom":this.placement==="bottom","tab-group-start":this.placement==="start","tab-group-end":this.placement==="end","tab-group-has-scroll-controls":this.hasScrollControls})}
        @click=${this.handleClick}
        @keydown=${this.handleKeyDown}
      >
        <div class="nav-container" part="nav">
          ${this.hasScrollControls?h`
                <wa-button
                  part="scroll-button scroll-button-start"
                  exportparts="base:scroll-button__base"
                  class="scroll-button scroll-button-start"
                  appearance="plain"
                  @click=${this.handleScrollToStart}
                >
                  <wa-icon
                    name=${e?"chevron-right":"chevron-left"}
                    library="system"
                    variant="solid"
                    label=${this.localize.term("scrollToStart")}
                  ></wa-icon>
                </wa-button>
              `:""}

          <!-- We have a focus listener because in Firefox (and soon to be Chrome) overflow containers are focusable. -->
          <div class="nav" @focus=${()=>this.activeTab?.focus({preventScroll:!0})}>
            <div part="tabs" class="tabs" role="tablist">
              <slot name="nav" @slotchange=${this.syncTabsAndPanels}></slot>
            </div>
          </div>

          ${this.hasScrollControls?h`
                <wa-button
                  part="scroll-button scroll-button-end"
                  class="scroll-button scroll-button-end"
                  exportparts="base:scroll-button__base"
                  appearance="plain"
                  @click=${this.handleScrollToEnd}
                >
                  <wa-icon
                    name=${e?"chevron-left":"chevron-right"}
                    library="system"
                    variant="solid"
                    label=${this.localize.term("scrollToEnd")}
                  ></wa-icon>
                </wa-button>
              `:""}
        </div>

        <div part="body" class="body"><slot @slotchange=${this.syncTabsAndPanels}></slot></div>
      </div>
    `}};I.css=Eo;s([S(".tab-group")],I.prototype,"tabGroup",2);s([S(".body slot")],I.prototype,"defaultSlot",2);s([S(".nav")],I.prototype,"nav",2);s([k()],I.prototype,"hasScrollControls",2);s([l({reflect:!0})],I.prototype,"active",2);s([l()],I.prototype,"placement",2);s([l()],I.prototype,"activation",2);s([l({attribute:"without-scroll-controls",type:Boolean})],I.prototype,"withoutScrollControls",2);s([y("active")],I.prototype,"updateActiveTab",1);s([y("withoutScrollControls",{waitUntilFirstUpdate:!0})],I.prototype,"updateScrollControls",1);I=s([_("wa-tab-group")],I);var zo=f`:host{--padding: 0;display:none}:host([active]){display:block}.tab-panel{display:block;padding:var(--padding)}`;var Ta=0,et=class extends w{constructor(){super(...arguments),this.attrId=++Ta,this.componentId=`wa-tab-panel-${this.attrId}`,this.name="",this.active=!1,this.role="tabpanel"}connectedCallback(){super.connectedCallback(),this.id=(this.id||"").length>0?this.id:this.componentId}handleActiveChange(){this.setAttribute("aria-hidden",this.active?"false":"true")}render(){return h`
      <slot
        part="base"
        class=${R({"tab-panel":!0,"tab-panel-active":this.active})}
      ></slot>
    `}};et.css=zo;s([l({reflect:!0})],et.prototype,"name",2);s([l({type:Boolean,reflect:!0})],et.prototype,"active",2);s([l({reflect:!0})],et.prototype,"role",2);s([y("active")],et.prototype,"handleActiveChange",1);et=s([_("wa-tab-panel")],et);var To=f`:host{display:inline-block;color:var(--wa-color-neutral-on-quiet);font-weight:var(--wa-font-weight-action)}.tab{display:inline-flex;align-items:center;font:inherit;padding:1em 1.5em;white-space:nowrap;user-select:none;-webkit-user-select:none;cursor:pointer;transition:color var(--wa-transition-fast) var(--wa-transition-easing);::slotted(wa-icon:first-child){margin-inline-end:.5em}::slotted(wa-icon:last-child){margin-inline-start:.5em}}@media(hover:hover){:host(:hover:not([disabled])) .tab{color:currentColor}}:host(:focus){outline:transparent}:host(:focus-visible) .tab{outline:var(--wa-focus-ring);outline-offset:calc(-1 * var(--wa-border-width-l) - var(--wa-focus-ring-offset))}:host([active]:not([disabled])){color:var(--wa-color-brand-on-quiet)}:host([disabled]) .tab{opacity:.5;cursor:not-allowed}@media(forced-colors:active){:host([active]:not([disabled])){outline:solid 1px transparent;outline-offset:-3px}}`;var Pa=0,N=class extends w{constructor(){super(...arguments),this.attrId=++Pa,this.componentId=`wa-tab-${this.attrId}`,this.panel="",this.active=!1,this.disabled=!1,this.tabIndex=0,this.slot="nav",this.role="tab"}handleActiveChange(){this.setAttribute("aria-selected",this.active?"true":"false")}handleDisabledChange(){this.setAttribute("aria-disabled",this.disabled?"true":"false"),this.disabled&&!this.active?this.tabIndex=-1:this.tabIndex=0}render(){return this.id=this.id?.length>0?this.id:this.componentId,h`
      <div
        part="base tab"
        class=${R({tab:!0,"tab-active":this.active})}
      >
        <slot></slot>
      </div>
    `}};N.css=To;s([S(".tab")],N.prototype,"tab",2);s([l({reflect:!0})],N.prototype,"panel",2);s([l({type:Boolean,reflect:!0})],N.prototype,"active",2);s([l({type:Boolean,reflect:!0})],N.prototype,"disabled",2);s([l({type:Number,reflect:!0})],N.prototype,"tabIndex",2);s([l({reflect:!0})],N.prototype,"slot",2);s([l({reflect:!0})],N.prototype,"role",2);s([y("active")],N.prototype,"handleActiveChange",1);s([y("disabled")],N.prototype,"handleDisabledChange",1);N=s([_("wa-tab")],N);var Po=()=>({checkValidity(e){let t=e.input,o={message:"",isValid:!0,invalidKeys:[]};if(!t)return o;let a=!0;if("checkValidity"in t&&(a=t.checkValidity()),a)return o;if(o.isValid=!1,"validationMessage"in t&&(o.message=t.validationMessage),!("validity"in t))return o.invalidKeys.push("customError"),o;for(let i in t.validity){if(i==="valid")continue;let r=i;t.validity[r]&&o.invalidKeys.push(r)}return o}});var Ut=class extends Event{constructor(){super("wa-invalid",{bubbles:!0,cancelable:!1,composed:!0})}};var Ia=()=>({observedAttributes:["custom-error"],checkValidity(e){let t={message:"",isValid:!0,invalidKeys:[]};return e.customError&&(t.message=e.customError,t.isValid=!1,t.invalidKeys=["customError"]),t}}),q=class extends w{constructor(){super(),this.name=null,this.disabled=!1,this.required=!1,this.assumeInteractionOn=["input"],this.validators=[],this.valueHasChanged=!1,this.hasInteracted=!1,this.customError=null,this.emittedEvents=[],this.emitInvalid=e=>{e.target===this&&(this.hasInteracted=!0,this.dispatchEvent(new Ut))},this.handleInteraction=e=>{let t=this.emittedEvents;t.includes(e.type)||t.push(e.type),t.length===this.assumeInteractionOn?.length&&(this.hasInteracted=!0)},"addEventListener"in this&&this.addEventListener("invalid",this.emitInvalid)}static get validators(){return[Ia()]}static get observedAttributes(){let e=new Set(super.observedAttributes||[]);for(let t of this.validators)if(t.observedAttributes)for(let o of t.observedAttributes)e.add(o);return[...e]}connectedCallback(){super.connectedCallback(),this.didSSR&&!this.hasUpdated?this.updateComplete.then(()=>{this.updateValidity()}):this.updateValidity(),this.assumeInteractionOn.forEach(e=>{this.addEventListener?.(e,this.handleInteraction)})}firstUpdated(...e){super.firstUpdated(...e),this.updateValidity()}willUpdate(e){if(!!1&&e.has("customError")&&(this.customError||(this.customError=null),this.setCustomValidity(this.customError||"")),e.has("value")||e.has("disabled")||e.has("defaultValue")){let t=this.value;this.updateFormValue(t)}e.has("disabled")&&(this.customStates.set("disabled",this.disabled),(this.hasAttribute("disabled")||!!1&&!this.matches(":disabled"))&&this.toggleAttribute("disabled",this.disabled)),super.willUpdate(e),this.didSSR&&!this.hasUpdated?this.updateComplete.then(()=>this.updateValidity()):this.updateValidity()}updateFormValue(e){if(Array.isArray(e)){if(this.name){let t=new FormData;for(let o of e)t.append(this.name,o);this.setValue(t,t)}}else this.setValue(e,e)}get labels(){return this.internals.labels}getForm(){return this.internals.form}set form(e){e?this.setAttribute("form",e):this.removeAttribute("form")}get form(){return this.internals.form}get validity(){return this.internals.validity}get willValidate(){return this.internals.willValidate}get validationMessage(){return this.internals.validationMessage}checkValidity(){return this.updateValidity(),this.internals.checkValidity()}reportValidity(){return this.updateValidity(),this.hasInteracted=!0,this.internals.reportValidity()}get validationTarget(){return this.input||void 0}setValidity(...e){let t=e[0],o=e[1],a=e[2];a||(a=this.validationTarget),this.internals.setValidity(t,o,a||void 0),this.requestUpdate("validity"),this.setCustomStates()}setCustomStates(){let e=!!this.required,t=this.internals.validity.valid,o=this.hasInteracted;this.customStates.set("required",e),this.customStates.set("optional",!e),this.customStates.set("invalid",!t),this.customStates.set("valid",t),this.customStates.set("user-invalid",!t&&o),this.customStates.set("user-valid",t&&o)}setCustomValidity(e){if(!e){this.customError=null,this.setValidity({});return}this.customError=e,this.setValidity({customError:!0},e,this.validationTarget)}formResetCallback(){this.resetValidity(),this.hasInteracted=!1,this.valueHasChanged=!1,this.emittedEvents=[],this.updateValidity()}formDisabledCallback(e){this.disabled=e,this.updateValidity()}formStateRestoreCallback(e,t){this.didSSR&&!this.hasUpdated?this.updateComplete.then(()=>{this.value=e,t==="restore"&&this.resetValidity(),this.updateValidity()}):(this.value=e,t==="restore"&&this.resetValidity(),this.updateValidity())}setValue(...e){let[t,o]=e;this.internals.setFormValue(t,o)}get allValidators(){let e=this.constructor.validators||[],t=this.validators||[];return[...e,...t]}resetValidity(){this.setCustomValidity(""),this.setValidity({})}updateValidity(){if(this.disabled||this.hasAttribute("disabled")||!this.willValidate){this.resetValidity();return}let e=this.allValidators;if(!e?.length)return;let t={customError:!!this.customError},o=this.validationTarget||this.input||void 0,a="";for(let i of e){let{isValid:r,message:n,invalidKeys:d}=i.checkValidity(this);r||(a||(a=n),d?.length>=0&&d.forEach(c=>t[c]=!0))}a||(a=this.validationMessage),this.setValidity(t,a,o)}};q.formAssociated=!0;s([l({reflect:!0})],q.prototype,"name",2);s([l({type:Boolean})],q.prototype,"disabled",2);s([l({state:!0,attribute:!1})],q.prototype,"valueHasChanged",2);s([l({state:!0,attribute:!1})],q.prototype,"hasInteracted",2);s([l({attribute:"custom-error",reflect:!0})],q.prototype,"customError",2);s([l({attribute:!1,state:!0,type:Object})],q.prototype,"validity",1);var Io={small:"s",medium:"m",large:"l"},Lo=new Set;function Bt(e,t){t in Io&&!Lo.has(`${e}:${t}`)&&(Lo.add(`${e}:${t}`),console.warn(`[${e}] size="${t}" is deprecated. Use size="${Io[t]}" instead. The long-form value will be removed in the next major version.`))}var Vt=f`:host([size="xs"]){font-size:var(--wa-font-size-xs)}:host([size="s"]),:host([size="small"]){font-size:var(--wa-font-size-s)}:host([size="m"]),:host([size="medium"]){font-size:var(--wa-font-size-m)}:host([size="l"]),:host([size="large"]){font-size:var(--wa-font-size-l)}:host([size="xl"]){font-size:var(--wa-font-size-xl)}`;var Ro=f`@layer wa-component{:host{display:inline-block;&:has(wa-badge){position:relative}}:host(:has(wa-badge)){position:relative}}.button{display:inline-flex;align-items:center;justify-content:center;text-decoration:none;user-select:none;-webkit-user-select:none;white-space:nowrap;vertical-align:middle;transition-property:background,border,box-shadow,color,opacity,transform;transition-duration:var(--wa-transition-fast);transition-timing-function:var(--wa-transition-easing);transform-origin:center;cursor:pointer;padding:0 var(--wa-form-control-padding-inline);font-family:inherit;font-size:inherit;font-weight:var(--wa-font-weight-action);height:var(--wa-form-control-height);width:100%;background-color:var(--wa-color-fill-loud, var(--wa-color-neutral-fill-loud));border-color:transparent;color:var(--wa-color-on-loud, var(--wa-color-neutral-on-loud));border-start-start-radius:var(--_button-start-start-radius, var(--wa-form-control-border-radius));border-start-end-radius:var(--_button-start-end-radius, var(--wa-form-control-border-radius));border-end-start-radius:var(--_button-end-start-radius, var(--wa-form-control-border-radius));border-end-end-radius:var(--_button-end-end-radius, var(--wa-form-control-border-radius));border-style:var(--wa-form-control-border-style);border-width:var(--wa-form-control-border-width)}.button:not(.disabled):not(.loading){@media(hover:hover){&:hover{transform:var(--wa-button-transform-hover)}}&:active{transform:var(--wa-button-transform-active)}@media(prefers-reduced-motion:reduce){&:hover,&:active{transform:none}}}:host([appearance="plain"]){margin-inline-start:var(--_button-horizontal-indent);margin-block-start:var(--_button-vertical-indent);.button{color:var(--wa-color-on-quiet, var(--wa-color-neutral-on-quiet));background-color:transparent;border-color:transparent}@media(hover:hover){.button:not(.disabled):not(.loading):hover{color:var(--wa-color-on-quiet, var(--wa-color-neutral-on-quiet));background-color:var(--wa-color-fill-quiet, var(--wa-color-neutral-fill-quiet))}}.button:not(.disabled):not(.loading):active{color:var(--wa-color-on-quiet, var(--wa-color-neutral-on-quiet));background-color:color-mix(in oklab,var(--wa-color-fill-quiet, var(--wa-color-neutral-fill-quiet)),var(--wa-color-mix-active))}}:host([appearance="outlined"]){margin-inline-start:var(--_button-horizontal-indent-outlined);margin-block-start:var(--_button-vertical-indent-outlined);.button{color:var(--wa-color-on-quiet, var(--wa-color-neutral-on-quiet));background-color:transparent;border-color:var(--wa-color-border-loud, var(--wa-color-neutral-border-loud))}@media(hover:hover){.button:not(.disabled):not(.loading):hover{color:var(--wa-color-on-quiet, var(--wa-color-neutral-on-quiet));background-color:var(--wa-color-fill-quiet, var(--wa-color-neutral-fill-quiet))}}.button:not(.disabled):not(.loading):active{color:var(--wa-color-on-quiet, var(--wa-color-neutral-on-quiet));background-color:color-mix(in oklab,var(--wa-color-fill-quiet, var(--wa-color-neutral-fill-quiet)),var(--wa-color-mix-active))}}:host([appearance="filled"]){margin-inline-start:var(--_button-horizontal-indent);margin-block-start:var(--_button-vertical-indent);.button{color:var(--wa-color-on-normal, var(--wa-color-neutral-on-normal));background-color:var(--wa-color-fill-normal, var(--wa-color-neutral-fill-normal));border-color:transparent}@media(hover:hover){.button:not(.disabled):not(.loading):hover{color:var(--wa-color-on-normal, var(--wa-color-neutral-on-normal));background-color:color-mix(in oklab,var(--wa-color-fill-normal, var(--wa-color-neutral-fill-normal)),var(--wa-color-mix-hover))}}.button:not(.disabled):not(.loading):active{color:var(--wa-color-on-normal, var(--wa-color-neutral-on-normal));background-color:color-mix(in oklab,var(--wa-color-fill-normal, var(--wa-color-neutral-fill-normal)),var(--wa-color-mix-active))}}:host([appearance="filled-outlined"]){margin-inline-start:var(--_button-horizontal-indent-outlined);margin-block-start:var(--_button-vertical-indent-outlined);.button{color:var(--wa-color-on-normal, var(--wa-color-neutral-on-normal));background-color:var(--wa-color-fill-normal, var(--wa-color-neutral-fill-normal));border-color:var(--wa-color-border-normal, var(--wa-color-neutral-border-normal))}@media(hover:hover){.button:not(.disabled):not(.loading):hover{color:var(--wa-color-on-normal, var(--wa-color-neutral-on-normal));background-color:color-mix(in oklab,var(--wa-color-fill-normal, var(--wa-color-neutral-fill-normal)),var(--wa-color-mix-hover))}}.button:not(.disabled):not(.loading):active{color:var(--wa-color-on-normal, var(--wa-color-neutral-on-normal));background-color:color-mix(in oklab,var(--wa-color-fill-normal, var(--wa-color-neutral-fill-normal)),var(--wa-color-mix-active))}}:host([appearance="accent"]){margin-inline-start:var(--_button-horizontal-indent);margin-block-start:var(--_button-vertical-indent);.button{color:var(--wa-color-on-loud, var(--wa-color-neutral-on-loud));background-color:var(--wa-color-fill-loud, var(--wa-color-neutral-fill-loud));border-color:transparent}@media(hover:hover){.button:not(.disabled):not(.loading):hover{background-color:color-mix(in oklab,var(--wa-color-fill-loud, var(--wa-color-neutral-fill-loud)),var(--wa-color-mix-hover))}}.button:not(.disabled):not(.loading):active{background-color:color-mix(in oklab,var(--wa-color-fill-loud, var(--wa-color-neutral-fill-loud)),var(--wa-color-mix-active))}}.button:focus{outline:none}.button:focus-visible{outline:var(--wa-focus-ring);outline-offset:var(--wa-focus-ring-offset)}:host([disabled]){opacity:.5;cursor:not-allowed;.button{pointer-events:none}}.button::-moz-focus-inner{border:0}.button.is-icon-button{outline-offset:2px;width:var(--wa-form-control-height);aspect-ratio:1}.button.is-icon-button.caret{width:auto;aspect-ratio:auto;min-width:var(--wa-form-control-height)}:host([pill]) .button{border-start-start-radius:var(--_button-start-start-radius, var(--wa-border-radius-pill));border-start-end-radius:var(--_button-start-end-radius, var(--wa-border-radius-pill));border-end-start-radius:var(--_button-end-start-radius, var(--wa-border-radius-pill));border-end-end-radius:var(--_button-end-end-radius, var(--wa-border-radius-pill))}.start,.end{flex:0 0 auto;display:flex;align-items:center;pointer-events:none}.label{display:inline-block}.is-icon-button .label{display:flex;justify-content:center}.label::slotted(wa-icon){align-self:center}wa-icon[part=caret]{display:flex;align-self:center;align-items:center;&::part(svg){width:.875em;height:.875em}.button:has(&) .end{display:none}}.loading{position:relative;cursor:wait;.start,.label,.end,.caret{opacity:0;pointer-events:none}wa-spinner{--indicator-color: currentColor;--track-color: color-mix(in oklab, currentColor, transparent 90%);position:absolute;font-size:1em;height:1em;width:1em;top:calc(50% - .5em);left:calc(50% - .5em)}}.button ::slotted(wa-badge){border-color:var(--wa-color-surface-default);position:absolute;inset-block-start:0;inset-inline-end:0;translate:50% -50%;pointer-events:none}:host(:dir(rtl)) ::slotted(wa-badge){translate:-50% -50%}slot[name=start]::slotted(*){margin-inline-end:.75em}slot[name=end]::slotted(*),.button:not(.visually-hidden-label) [part=caret]{margin-inline-start:.75em}`;var Mo=Symbol.for(""),La=e=>{if(e?.r===Mo)return e?._$litStatic$};var pe=(e,...t)=>({_$litStatic$:t.reduce((o,a,i)=>o+(r=>{if(r._$litStatic$!==void 0)return r._$litStatic$;throw Error(`Value passed to 'literal' function must be a 'literal' result: ${r}. Use 'unsafeStatic' to pass non-literal values, but
            take care to ensure page security.`)})(a)+e[i+1],e[0]),r:Mo}),Oo=new Map,fe=e=>(t,...o)=>{let a=o.length,i,r,n=[],d=[],c,m=0,g=!1;for(;m<a;){for(c=t[m];m<a&&(r=o[m],(i=La(r))!==void 0);)c+=i+t[++m],g=!0;m!==a&&d.push(r),n.push(c),m++}if(m===a&&n.push(t[a]),g){let u=n.join("$$lit$$");(t=Oo.get(u))===void 0&&(n.raw=n,Oo.set(u,t=n)),o=d}return e(t,...o)},Wt=fe(h),lc=fe(Re),cc=fe(Oe);var p=class extends q{constructor(){super(...arguments),this.assumeInteractionOn=["click"],this.hasSlotController=new rt(this,"[default]","start","end"),this.localize=new z(this),this.invalid=!1,this.isIconButton=!1,this.title="",this.variant="neutral",this.appearance="accent",this.size="m",this.withCaret=!1,this.withStart=!1,this.withEnd=!1,this.disabled=!1,this.loading=!1,this.pill=!1,this.type="button"}static get validators(){return[...super.validators,Po()]}handleSizeChange(){Bt(this.localName,this.size)}constructLightDOMButton(){let e=document.createElement("button");for(let t of this.attributes)t.name!=="style"&&e.setAttribute(t.name,t.value);return e.type=this.type,e.style.position="absolute !important",e.style.width="0 !important",e.style.height="0 !important",e.style.clipPath="inset(50%) !important",e.style.overflow="hidden !important",e.style.whiteSpace="nowrap !important",this.name&&(e.name=this.name),e.value=this.value||"",e}handleClick(e){if(this.disabled||this.loading){e.preventDefault(),e.stopImmediatePropagation();return}if(this.type!=="submit"&&this.type!=="reset"||!this.getForm())return;let o=this.constructLightDOMButton();this.parentElement?.append(o),o.click(),o.remove()}handleInvalid(){this.dispatchEvent(new Ut)}handleLabelSlotChange(){let e=this.labelSlot.assignedNodes({flatten:!0}),t=!1,o=!1,a=!1,i=!1;[...e].forEach(r=>{if(r.nodeType===Node.ELEMENT_NODE){let n=r;n.localName==="wa-icon"?(o=!0,t||(t=n.label!==void 0)):i=!0}else r.nodeType===Node.TEXT_NODE&&(r.textContent?.trim()||"").length>0&&(a=!0)}),this.isIconButton=o&&!a&&!i,this.customStates.set("icon-button",this.isIconButton),this.isIconButton&&!t&&console.warn('Icon buttons must have a label for screen readers. Add <wa-icon label="..."> to remove this warning.',this)}isButton(){return!this.href}isLink(){return!!this.href}handleDisabledChange(){this.customStates.set("disabled",this.disabled),this.updateValidity()}handleHrefChange(){this.customStates.set("link",this.isLink())}handleLoadingChange(){this.customStates.set("loading",this.loading)}setValue(...e){}click(){this.button.click()}focus(e){this.button.focus(e)}blur(){this.button.blur()}render(){let e=this.isLink(),t=e?pe`a`:pe`button`;return Wt`
      <${t}
        part="base button"
        class=${R({button:!0,caret:this.withCaret,disabled:this.disabled,loading:this.loading,rtl:this.localize.dir()==="rtl","has-label":this.hasSlotController.test("[default]"),"has-start":this.hasSlotController.test("start","withStart"),"has-end":this.hasSlotController.test("end","withEnd"),"is-icon-button":this.isIconButton})}
        ?disabled=${P(e?void 0:this.disabled)}
        type=${P(e?void 0:this.type)}
        title=${this.title}
        name=${P(e?void 0:this.name)}
        value=${P(e?void 0:this.value)}
        href=${P(e?this.href:void 0)}
        target=${P(e?this.target:void 0)}
        download=${P(e?this.download:void 0)}
        rel=${P(e&&this.rel?this.rel:void 0)}
        role=${P(e?void 0:"button")}
        aria-disabled=${P(e&&this.disabled?"true":void 0)}
        aria-busy=${this.loading?"true":"false"}
        tabindex=${this.disabled?"-1":"0"}
        @invalid=${this.isButton()?this.handleInvalid:null}
        @click=${this.handleClick}
      >
        <slot name="start" part="start" class="start"></slot>
        <slot part="label" class="label" @slotchange=${this.handleLabelSlotChange}></slot>
        <slot name="end" part="end" class="end"></slot>
        ${this.withCaret?Wt`
                <wa-icon part="caret" class="caret" library="system" name="chevron-down" variant="solid"></wa-icon>
              `:""}
        ${this.loading?Wt`<wa-spinner part="spinner"></wa-spinner>`:""}
      </${t}>
    `}};p.shadowRootOptions={...q.shadowRootOptions,delegatesFocus:!0};p.css=[Ro,nt,Vt];s([S(".button")],p.prototype,"button",2);s([S("slot:not([name])")],p.prototype,"labelSlot",2);s([k()],p.prototype,"invalid",2);s([k()],p.prototype,"isIconButton",2);s([l()],p.prototype,"title",2);s([l({reflect:!0})],p.prototype,"variant",2);s([l({reflect:!0})],p.prototype,"appearance",2);s([l({reflect:!0})],p.prototype,"size",2);s([y("size")],p.prototype,"handleSizeChange",1);s([l({attribute:"with-caret",type:Boolean,reflect:!0})],p.prototype,"withCaret",2);s([l({attribute:"with-start",type:Boolean})],p.prototype,"withStart",2);s([l({attribute:"with-end",type:Boolean})],p.prototype,"withEnd",2);s([l({type:Boolean})],p.prototype,"disabled",2);s([l({type:Boolean,reflect:!0})],p.prototype,"loading",2);s([l({type:Boolean,reflect:!0})],p.prototype,"pill",2);s([l()],p.prototype,"type",2);s([l({reflect:!0})],p.prototype,"name",2);s([l({reflect:!0})],p.prototype,"value",2);s([l({reflect:!0})],p.prototype,"href",2);s([l()],p.prototype,"target",2);s([l()],p.prototype,"rel",2);s([l()],p.prototype,"download",2);s([l({attribute:"formaction"})],p.prototype,"formAction",2);s([l({attribute:"formenctype"})],p.prototype,"formEnctype",2);s([l({attribute:"formmethod"})],p.prototype,"formMethod",2);s([l({attribute:"formnovalidate",type:Boolean})],p.prototype,"formNoValidate",2);s([l({attribute:"formtarget"})],p.prototype,"formTarget",2);s([y("disabled",{waitUntilFirstUpdate:!0})],p.prototype,"handleDisabledChange",1);s([y("href")],p.prototype,"handleHrefChange",1);s([y("loading",{waitUntilFirstUpdate:!0})],p.prototype,"handleLoadingChange",1);p=s([_("wa-button")],p);p.disableWarning?.("change-in-update");var No=f`:host{--gap: var(--wa-space-s);--width: 28rem;--reorder-duration: var(--wa-transition-normal);display:flex;flex-direction:column;position:fixed;width:var(--width);height:100dvh;max-height:100dvh;margin:0;padding:var(--wa-space-m);overflow-y:auto;gap:var(--gap);border:none;background:transparent;pointer-events:none;scrollbar-width:thin;inset-block-start:auto;inset-block-end:auto;inset-inline-start:auto;inset-inline-end:auto;translate:none;align-content:normal;justify-content:normal}:host(:not(:popover-open)){display:none}:host([placement="top-start"]){inset-block-start:0;inset-inline-start:0}:host([placement="top-center"]){inset-block-start:0;inset-inline-start:50%;translate:-50% 0}:host([placement="top-end"]){inset-block-start:0;inset-inline-start:auto;inset-inline-end:0}:host([placement="bottom-start"]){inset-block-end:0;inset-inline-start:0;align-content:end}:host([placement="bottom-center"]){inset-block-end:0;inset-inline-start:50%;translate:-50% 0;align-content:end}:host([placement="bottom-end"]){inset-block-end:0;inset-inline-start:auto;inset-inline-end:0;align-content:end}:host([placement^="bottom"]){justify-content:end}.stack{display:flex;flex-direction:column;gap:var(--gap);width:100%;pointer-events:auto}:host([placement^="bottom"]) .stack{flex-direction:column-reverse}@media(max-width:480px){:host{width:100%;padding:var(--wa-space-s)}}`;async function Do(e,t,o){return e.animate(t,o).finished.catch(()=>{})}function ve(e,t){return new Promise(o=>{let a=new AbortController,{signal:i}=a;if(e.classList.contains(t))return;e.classList.add(t);let r=!1,n=()=>{r||(r=!0,e.classList.remove(t),o(),a.abort())};e.addEventListener("animationend",n,{once:!0,signal:i}),e.addEventListener("animationcancel",n,{once:!0,signal:i}),requestAnimationFrame(()=>{!r&&e.getAnimations().length===0&&n()})})}function qo(){return window.matchMedia("(prefers-reduced-motion: reduce)").matches}var gt=null,Ft=0;function Ra(){if(Ft+=1,gt||typeof document>"u")return;let e=document.createElement("div");e.id=Xe("wa-toast-live-region-"),e.setAttribute("data-wa-toast-live-region",""),e.style.cssText=`
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    white-space: nowrap;
    clip-path: inset(50%);
    pointer-events: none;
    top: 0;
    left: 0;
  `,document.body.append(e),gt=e}function Oa(){Ft=Math.max(0,Ft-1),!(Ft>0)&&(gt?.remove(),gt=null)}function Ma(e,t){if(typeof document>"u")return;let o=gt;if(!o)return;let a=e.trim();if(!a)return;let i=document.createElement("div");i.setAttribute("role",t==="danger"?"alert":"status"),i.setAttribute("aria-live",t==="danger"?"assertive":"polite"),i.setAttribute("aria-atomic","true"),o.append(i),requestAnimationFrame(()=>{requestAnimationFrame(()=>{i.textContent=a})}),setTimeout(()=>i.remove(),1e3)}var st=class extends w{constructor(){super(...arguments),this.activatedToastItems=new WeakSet,this.positionCache=new Map,this.placement="top-end",this.handleDocumentKeyDown=async e=>{if(await new Promise(t=>setTimeout(t)),e.key==="Escape"&&!e.defaultPrevented){let t=this.getToastItems();t.length>0&&(e.preventDefault(),t[t.length-1]?.hide())}},this.handleAfterHide=async e=>{let t=e.target;t.parentElement===this&&(this.capturePositions(),t.remove(),await this.animatePositions()),this.getToastItems().length===0&&this.hideStack()}}connectedCallback(){super.connectedCallback(),this.popover="manual",Ra(),document.addEventListener("keydown",this.handleDocumentKeyDown)}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener?.("keydown",this.handleDocumentKeyDown),Oa()}handleSlotChange(){let e=this.getToastItems(),t=[];e.forEach(o=>{this.activatedToastItems.has(o)||t.push(o)}),t.length>0&&(this.capturePositions(),t.forEach(o=>{this.activatedToastItems.add(o),this.showStack(),o.startTimer(),this.announceToastItem(o)}),requestAnimationFrame(()=>this.animatePositions()))}announceToastItem(e){Ma(e.textContent??"",e.variant)}getToastItems(){return[...this.querySelectorAll(":scope > wa-toast-item")]}capturePositions(){this.positionCache.clear();for(let e of this.getToastItems())this.positionCache.set(e,e.getBoundingClientRect())}async animatePositions(){if(qo()){this.positionCache.clear();return}let e=[];for(let t of this.getToastItems()){let o=this.positionCache.get(t);if(!o)continue;let a=t.getBoundingClientRect(),i=o.top-a.top;if(Math.abs(i)>1){let r=Do(t,[{transform:`translateY(${i}px)`},{transform:"translateY(0)"}],{duration:200,easing:"cubic-bezier(0.2, 0, 0, 1)"});e.push(r)}}this.positionCache.clear(),await Promise.all(e)}showStack(){this.matches(":popover-open")||(this.showPopover(),this.customStates.set("visible",!0))}hideStack(){this.matches(":popover-open")&&(this.hidePopover(),this.customStates.set("visible",!1))}async create(e,t){let o={allowHtml:!1,duration:5e3,variant:"neutral",size:"m",...t},a=document.createElement("wa-toast-item");if(a.variant=o.variant,a.size=o.size,a.duration=o.duration,o.allowHtml?a.innerHTML=e:a.textContent=e,o.icon){let i=document.createElement("wa-icon");i.setAttribute("slot","icon"),typeof o.icon=="string"?i.setAttribute("name",o.icon):(i.setAttribute("name",o.icon.name),o.icon.library&&i.setAttribute("library",o.icon.library),o.icon.family&&i.setAttribute("family",o.icon.family),o.icon.variant&&i.setAttribute("variant",o.icon.variant)),a.prepend(i)}return this.activatedToastItems.add(a),this.capturePositions(),this.showStack(),this.prepend(a),await a.updateComplete,this.animatePositions(),a.startTimer(),this.announceToastItem(a),a}render(){return h`
      <div part="stack" class="stack" @wa-after-hide=${this.handleAfterHide}>
        <slot @slotchange=${this.handleSlotChange}></slot>
      </div>
    `}};st.css=No;s([S(".stack")],st.prototype,"stack",2);s([l({reflect:!0})],st.prototype,"placement",2);st=s([_("wa-toast")],st);var Uo=f`:host{--accent-width: 4px;--show-duration: var(--wa-transition-normal);--hide-duration: var(--wa-transition-normal);--accent-color: var(--wa-color-fill-loud);display:block;pointer-events:auto}:host([size="xs"]){--padding: var(--wa-space-xs)}:host([size="s"]),:host([size="small"]){--padding: var(--wa-space-s)}:host([size="m"]),:host([size="medium"]){--padding: var(--wa-space-m)}:host([size="l"]),:host([size="large"]){--padding: var(--wa-space-l)}:host([size="xl"]){--padding: var(--wa-space-xl)}.toast-item{display:flex;align-items:stretch;background:var(--wa-color-surface-raised);border:var(--wa-border-width-s) solid var(--wa-color-surface-border);border-radius:var(--wa-border-radius-m);box-shadow:var(--wa-shadow-l);overflow:hidden}.toast-item.show{animation:toast-show var(--show-duration) var(--wa-transition-easing) forwards}.toast-item.hide{animation:toast-hide var(--hide-duration) var(--wa-transition-easing) forwards}@keyframes toast-show{0%{opacity:0;translate:0 -.5rem}to{opacity:1;translate:0}}@keyframes toast-hide{0%{opacity:1;translate:0}to{opacity:0;translate:0 -.5rem}}.accent{flex:0 0 auto;width:var(--accent-width);background:var(--accent-color)}.icon{display:flex;align-items:center;padding:var(--padding);padding-inline-end:0;color:var(--accent-color);font-size:1.25em}.toast-item:not(.toast-item--has-icon) .icon{display:none}.content{flex:1 1 auto;align-self:center;min-width:0;padding:var(--padding);color:var(--wa-color-text-normal)}.close-button{flex:0 0 auto;display:flex;align-items:center;justify-content:center;align-self:stretch;padding-inline:var(--padding);background:transparent;border:none;border-start-end-radius:var(--border-radius);border-end-end-radius:var(--border-radius);color:var(--wa-color-neutral-on-quiet);font-size:inherit;cursor:pointer;transition:background-color var(--wa-transition-fast);@media(hover:hover){&:hover{color:color-mix(in oklab,currentColor,var(--wa-color-mix-hover))}}&:focus{outline:none}&:focus-visible{outline:var(--wa-focus-ring);outline-offset:calc(var(--wa-focus-ring-width) * -1)}}wa-progress-ring{--size: var(--wa-form-control-height);--track-width: .125rem;--indicator-width: .125rem;--track-color: var(--wa-color-neutral-fill-quiet);--indicator-color: var(--accent-color);--indicator-transition-duration: 50ms}.toast-item:not(.toast-item--has-duration) wa-progress-ring{--track-color: transparent;--indicator-color: transparent}@media(prefers-reduced-motion:reduce){.toast-item.show,.toast-item.hide{animation:none}}`;var Bo=class extends Event{constructor(){super("wa-show",{bubbles:!0,cancelable:!0,composed:!0})}};var Vo=class extends Event{constructor(e){super("wa-hide",{bubbles:!0,cancelable:!0,composed:!0}),this.detail=e}};var Wo=class extends Event{constructor(){super("wa-after-hide",{bubbles:!0,cancelable:!1,composed:!0})}};var Fo=class extends Event{constructor(){super("wa-after-show",{bubbles:!0,cancelable:!1,composed:!0})}};var U=class extends w{constructor(){super(...arguments),this.hasSlotController=new rt(this,"icon"),this.localize=new z(this),this.animationFrame=null,this.startTime=null,this.isHovering=!1,this.isFocused=!1,this.timeLeft=100,this.variant="neutral",this.size="m",this.duration=5e3,this.withIcon=!1,this.tick=()=>{if(!this.startTime)return;let e=performance.now()-this.startTime,t=Math.min(e/this.duration,1);this.timeLeft=100*(1-t),t<1?this.animationFrame=requestAnimationFrame(this.tick):this.hide()},this.handlePointerEnter=e=>{(e.pointerType==="mouse"||e.pointerType==="pen")&&(this.isHovering=!0,this.pauseTimer())},this.handlePointerLeave=()=>{this.isHovering&&(this.isHovering=!1,this.resumeTimer())},this.handleFocusIn=()=>{this.isFocused=!0,this.pauseTimer()},this.handleFocusOut=()=>{this.isFocused=!1,this.resumeTimer()}}handleSizeChange(){Bt(this.localName,this.size)}connectedCallback(){super.connectedCallback(),this.addEventListener("pointerenter",this.handlePointerEnter),this.addEventListener("pointerleave",this.handlePointerLeave)}disconnectedCallback(){super.disconnectedCallback(),this.stopTimer(),this.removeEventListener("pointerenter",this.handlePointerEnter),this.removeEventListener("pointerleave",this.handlePointerLeave)}async startTimer(){let e=new Bo;this.dispatchEvent(e),!e.defaultPrevented&&(await this.updateComplete,await ve(this.toastItemElement,"show"),this.dispatchEvent(new Fo),this.duration>0&&Number.isFinite(this.duration)&&(this.startTime=performance.now(),this.timeLeft=100,this.tick()))}stopTimer(){this.animationFrame!==null&&(cancelAnimationFrame(this.animationFrame),this.animationFrame=null)}async hide(){this.stopTimer();let e=new Vo;this.dispatchEvent(e),!e.defaultPrevented&&(await ve(this.toastItemElement,"hide"),this.dispatchEvent(new Wo),this.remove())}handleCloseClick(){this.hide()}pauseTimer(){this.stopTimer(),this.timeLeft=100}resumeTimer(){!this.isHovering&&!this.isFocused&&this.duration>0&&(this.startTime=performance.now(),this.tick())}render(){let e=this.hasUpdated?this.hasSlotController.test("icon"):this.withIcon,t=this.duration>0;return h`
      <div
        part="toast-item"
        class=${R({"toast-item":!0,"toast-item--has-icon":e,"toast-item--has-duration":t})}
      >
        <div part="accent" class="accent"></div>

        <div part="icon" class="icon">
          <slot name="icon"></slot>
        </div>

        <div part="content" class="content">
          <slot></slot>
        </div>

        <button
          part="close-button"
          class="close-button"
          type="button"
          aria-label=${this.localize.term("close")}
          @click=${this.handleCloseClick}
          @focusin=${this.handleFocusIn}
          @focusout=${this.handleFocusOut}
        >
          <wa-progress-ring
            part="progress-ring"
            exportparts="
              base:progress-ring__base,
              label:progress-ring__label,
              track:progress-ring__track,
              indicator:progress-ring__indicator
            "
            value=${this.timeLeft}
            aria-hidden="true"
          >
            <wa-icon
              part="close-icon"
              exportparts="svg:close-icon__svg"
              name="xmark"
              library="system"
              variant="solid"
            ></wa-icon>
          </wa-progress-ring>
        </button>
      </div>
    `}};U.css=[Uo,nt,Vt];s([S(".toast-item")],U.prototype,"toastItemElement",2);s([k()],U.prototype,"timeLeft",2);s([l({reflect:!0})],U.prototype,"variant",2);s([l({reflect:!0})],U.prototype,"size",2);s([y("size")],U.prototype,"handleSizeChange",1);s([l({type:Number})],U.prototype,"duration",2);s([l({attribute:"with-icon",type:Boolean})],U.prototype,"withIcon",2);U=s([_("wa-toast-item")],U);var Ho=f`:host{--size: 8rem;--track-width: .25em;--track-color: var(--wa-color-neutral-fill-normal);--indicator-width: var(--track-width);--indicator-color: var(--wa-color-brand-fill-loud);--indicator-transition-duration: .35s;display:inline-flex}.progress-ring{display:inline-flex;align-items:center;justify-content:center;position:relative}.image{width:var(--size);height:var(--size);rotate:-90deg;transform-origin:50% 50%}.track,.indicator{--radius: calc(var(--size) / 2 - max(var(--track-width), var(--indicator-width)) * .5);--circumference: calc(var(--radius) * 2 * 3.141592654);fill:none;r:var(--radius);cx:calc(var(--size) / 2);cy:calc(var(--size) / 2)}.track{stroke:var(--track-color);stroke-width:var(--track-width)}.indicator{stroke:var(--indicator-color);stroke-width:var(--indicator-width);stroke-linecap:round;transition-property:stroke-dashoffset;transition-duration:var(--indicator-transition-duration);stroke-dasharray:var(--circumference) var(--circumference);stroke-dashoffset:calc(var(--circumference) - var(--percentage) * var(--circumference))}.label{display:flex;align-items:center;justify-content:center;position:absolute;top:0;left:0;width:100%;height:100%;text-align:center;user-select:none;-webkit-user-select:none}`;var be=class extends M{#t=new Set;render(){return A}update(t,[o]){let{style:a}=t.element;for(let i of this.#t)(o[i]===void 0||o[i]===null)&&(this.#t.delete(i),i.includes("-")?a.removeProperty(i):a[i]="");for(let[i,r]of Object.entries(o))r!=null&&(this.#t.add(i),i.includes("-")?a.setProperty(i,String(r)):a[i]=r);return A}},ge=D(be);var Y=class extends w{constructor(){super(...arguments),this.localize=new z(this),this.value=0,this.label=""}updated(e){if(super.updated(e),e.has("value")){let t=parseFloat(getComputedStyle(this.indicator).getPropertyValue("r")),o=2*Math.PI*t,a=o-this.value/100*o;this.indicatorOffset=`${a}px`}}render(){return h`
      <div
        part="base progress-ring"
        class="progress-ring"
        role="progressbar"
        aria-label=${this.label.length>0?this.label:this.localize.term("progress")}
        aria-describedby="label"
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow="${this.value}"
        style=${ge({"--percentage":this.value/100})}
      >
        <svg class="image">
          <circle part="track" class="track"></circle>
          <circle
            part="indicator"
            class="indicator"
            style=${ge({"stroke-dashoffset":this.indicatorOffset})}
          ></circle>
        </svg>

        <slot id="label" part="label" class="label"></slot>
      </div>
    `}};Y.css=Ho;s([S(".indicator")],Y.prototype,"indicator",2);s([k()],Y.prototype,"indicatorOffset",2);s([l({type:Number,reflect:!0})],Y.prototype,"value",2);s([l()],Y.prototype,"label",2);Y=s([_("wa-progress-ring")],Y);Y.disableWarning?.("change-in-update");export{F as LitElement,R as classMap,h as html,P as ifDefined,ra as live,v as nothing,ca as ref,te as render,da as repeat};
