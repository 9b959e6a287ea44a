import type { CategoryTables } from '../lexicon.ts';

/** More ways around the thing itself, for the categories in which people allude most. */

export const alludedHealth: CategoryTables = {
  strong:
    'spdc; recidiva; bloccanti puberta; menopausa precoce; incubatrice; morbo di; vene varicose; vene malate; reazione allergica',
  disclosure: `
ho la candida; ho le crisi; sniffa; sniffo; sniffava; bevuto di nuovo; ripreso|ricominciato a|di bere|farmi|farsi|drogarsi|giocare|fumare; si fa di nuovo|roba|eroina|coca; puzza di vino|alcol; dato|danno|dati .. sei|tre|pochi|due|quattro|dodici mesi dottori|medici|vita; non! posso|possiamo|riesco|riusciamo avere|fare figli; non! dormo e|piango|da|la|notte; piango|piange sempre|tutti|ogni|giorno|notte|continuamente; sento|sente delle|le voci; finit* in|sotto osservazione|terapia|psichiatria|rianimazione; attaccat* alle macchine|respiratore|ossigeno; nat* prematur*; dimagrit* .. chili; ingrassat* .. chili farmac*|cortisone|depress*; fuori dal reparto; dimentico tutto; la|mia testa non funziona; vomit* tutte|ogni|mattine|mattina; ricoveri! in|negli|spdc; reazione! forte|allergica .. vaccin*|farmac*; mi gira la testa; gira testa .. farmac*|pressione|pastigl*; fischi* orecchie; se giro cado; cado per terra; perdo i sensi; perso i sensi; perde sensi
`,
};

export const alludedDisability: CategoryTables = {
  strong:
    'contrassegno blu; tagliando blu; minorat*; disturbo dello spettro; gamba rigida; due bastoni; stampelle; ausili per; centro disabili; laboratorio protetto; cooperativa sociale tipo; inserimento lavorativo protetto',
  disclosure: `
ho|ha un|una braccio|mano|gamba|occhio solo|sola; un braccio solo; una mano|gamba sola; coi|con polpastrelli; leggo|legge in braille; non muovo|muove piu|il|la|mano|gamba|braccio|destra|sinistra; balbetto; balbetta; vedo|vede solo ombre|luci|sagome; fratello|sorella|figlio|figlia|nipote|cugino|cugina|ragazzo|ragazza|bambino|bambina|zio|zia e down!; ha|con un ritardo|ritardi lieve|grave|medio|di|nel|motorio; verbale .. inps .. per cento; per cento di|d invalidita; inps mi|gli|le da|riconosce|riconosciuto; riconosciut* .. per cento; cammino|cammina con due|un|il bastoni|bastone; sedia! elettrica; gradini! .. non|quanti carrozzina|bastone|gamba
`,
};

export const alludedReligion: CategoryTables = {
  strong:
    'medjugorje; focolari; comunione liberazione; gruppo di preghiera; rinnovamento spirito; ritiro spirituale; esercizi spirituali; diacono; ex prete; ex sacerdote; ex suora; ex frate; scout cattolic*; azione cattolica; terziari* francescan*; bahai; rastafar*; wicca; natale ortodosso; pasqua ortodossa; torah; corano; scomunicat*; spretat*; sacerdote mancato',
  disclosure: `
e|sono|marito|moglie|figlio|figlia|sorella|fratello|cognato catechista|diacono|suora|frate|ministrante|seminarista|missionari*; si fa prete|suora|frate|monaco; digiuna fino|tutto|durante; suo|mio digiuno; professione di fede; prega a mezzogiorno|mezzo|ogni|nella|sempre|spesso; non! vuole crocifisso|benedizione|battesimo|prete; comunita e quella dei fratelli; faccio|fa parte .. focolar*|comunione|parrocchi*|neocatecum*|azione|congregazione|preghiera|scout
`,
};

export const alludedPolitics: CategoryTables = {
  strong:
    'consiglier* di minoranza|maggioranza|opposizione|quartiere|circoscrizione; giovani padani; rappresentante di lista; italia viva; pro palestina; collettivo studentesco; coordinamento provinciale|regionale; cinquestelle; capolista; capogruppo',
  disclosure: `
da|come vecchio|vecchia|buon|buona|convinto|convinta comunista|socialista|democristian*|fascista|leghista|radicale|repubblican*; raccogli*|firme per la destra|sinistra; firme per la lega|destra|sinistra; volantini di|della|del forza italia|lega|pd|fratelli|rifondazione|movimento; cortei|corteo degli|dei antagonisti|anarchici; nostalgic* del|di ventennio|duce|fascismo|regime; gira|va|sta|esce con|coi quelli .. forza nuova|casapound|lega|centro|fasci*; sto|sono|e|stava con|dei|dai|nei verdi|radicali|cinque|renziani|leghisti|popolari|socialisti; presento|presenta|presentiamo .. regionali|comunali|europee|politiche|elezioni|lista; si presenta con; portavoce dei|del verdi|comitato|movimento|partito; contrari* al|del governo; contro il governo; tra i fondatori circolo|partito|movimento; in piazza .. contro|comitato; ho partecipato|stat*|vado|andat* .. corteo|manifestazione|manifestazioni|presidio .. contro|pro|palestina|governo|pace|ponte; la penso come; mie idee politiche|.. perseguit*|ricercat*; per le|mie idee ricercat*|perseguit*|carcere|licenziat*; elett* in consiglio; abbiamo occupato; votante; tifo per cinquestelle|lega|meloni|salvini|conte; dat* firma referendum; eutanasia firma
`,
};

export const alludedFamily: CategoryTables = {
  strong:
    'condoglianze; potesta; assegno di mantenimento; deceduto; deceduta; bigam*; risposat*; convolat* seconde; secondo matrimonio; lutto in famiglia; perdita di|del|della suo|sua|tuo|tua|mio|mia|marito|moglie|padre|madre|figlio|figlia|mamma|papa; scomparsa di|del|della tua|tuo|sua|suo|mia|mio|mamma|papa|marito|moglie; genitori in lite',
  disclosure: `
non viene|vengono piu! trovar*; non! viviamo|vivo|vive piu! insieme|con; non! sono piu! la|il moglie|marito|compagna; figlia|figlio|marito|moglie|sorella|fratello e|mancat* mancat*|morto|morta; figli da|avuti da|con due|tre donne|uomini|mogli|mariti|padri; mi|ci|l|le ha|hanno lasciat* .. anni|messaggio|altare|incinta|sola|solo|mesi; ha|e piantat* mia|mio|moglie|figlia|figlio|famiglia|tutti|in; cresc* io|da .. nipoti|figli|figlio|sola|solo; figlia|figlio|madre|padre non se ne occupa; mamma|papa|lei|lui non c e piu!; da quando .. non c e piu!; abbiamo seppellit*; non sono figlio|figlia di; non e mio figlio|padre; finita tra|fra; si|ci stanno|stiamo lasciand*|separand*; e|si risposat*; contro il volere|parere dei|di; mi hanno cacciat*|rinnegat*; lasciato tutto|casa|soldi|eredita alla|al|a badante|fratell*|sorell*|figlio|vicina; abbandonat* famiglia|figli|moglie|marito; perso|persa mia|mio|nostro|nostra|il figlio|figlia|bambino|bambina|marito|moglie; ha perso il|la figlio|figlia|marito|moglie|madre|padre; non! ha|ho piu! contatti|rapporti con|figli|famiglia|padre|madre|fratell*; e|padre|marito|compagno spari*|sparit* .. incinta|figli|bambin*|mesi|anni; non! la|lo sento|vedo piu! da|perche
`,
};

export const alludedAbuse: CategoryTables = {
  strong:
    '1522; casa protetta; struttura protetta; luogo protetto; centro anti violenza; misura di protezione; telefonate mute; legnate; mazzate; violento marito; uomo violento; foto senza vestiti; senza vestiti foto; mi insultano; dispetti pesanti',
  disclosure: `
compagno|marito|fidanzato|lui|ex|moglie controlla|legge|spia .. telefono|mail|messaggi|chat|posta; lui legge mail|messaggi|chat; che|la|le la controlla; mi|la ha preso per capelli|collo|braccio|gola; pres* per capelli|collo|gola; mi|la|ci chied* .. certe cose|foto|favori|sesso .. contratto|lavoro|rinnov*|promozione; chiesto|chiede|mandato|manda .. foto .. vestiti|nuda|nudo|intim*; spingere|spinto|strattonare|strattonato .. signora|anzian*|bambin*|ragazz*; tira|tirava|tirato .. capelli|orecchie; mi segue con|in|fino|ovunque macchina|auto|casa; sono anni che subisco; subisco da|e|tutto|ogni; mi|la|le hanno|ha chius* .. sgabuzzino|bagno|cantina|camera|casa|fuori|chiave; non dovevo nascere; mai dovut* nascere; mette|mettere|messo|messa|butta|buttato me|mi fuori casa; mi|le|la ha chiamat* puttana|troia|zoccola|stronza|stupida; mi|le|la ha puntat* coltello|pistola|arma; non! ho accesso conto|soldi; decide tutto lui; commenti|battute sul|mio sedere|seno|corpo; fatto|hanno girare .. foto|video mia|mie|intim*; urla e piatti|botte|pianti; segni! sul|sulle|al collo|braccia|polsi|viso; tiene|tengono|preso|presi .. documenti|passaporto|telefono .. mi|suocera|marito|padrone|lui; nelle mani di; mani di uno violento; vestito strappato; fatto bere .. non ricord*; tirato .. orecchio|capelli|schiaffo|ceffone; teme|temo l|il|che|suo|mio ex|marito|compagno|padre|lui|venga; sto scappando; voglio|devo|come scappare|andarmene|andar via da|lui|casa|marito; tutte|ogni sere|sera urla|grida|botte; si presenta .. lavoro|casa|sede .. ubriac*|minacc*|urla
`,
};

export const alludedMinors: CategoryTables = {
  disclosure: `
<kid> .. voler|vuole sparire|morire; <kid> .. non viene|va|vuole scuola da|mese|mesi|settimane; <kid> .. segni|bruciature|graffi|ematomi|cicatrici sulle|sul|alle|addosso|mani|gambe|braccia|schiena; <kid> .. disegna .. uomo|cintura|nero|sangue|mostr*; <kid> .. chiude|chiuso|chiusa|chiudono .. buio|cantina|bagno|sgabuzzino|camera; <kid> .. filmat*|fotografat*|ripres* .. spogliatoio|bagno|nud*; <kid> .. vorrebbe|vuole morire|sparire|scappare|andarsene; <kid> .. uomo|tipo|adulto|ragazzo di trenta|venti|quaranta|25|30; esce|vede|fidanzata con un|uno uomo|adulto|di trenta|25|30; <kid> .. spint*|dispetti|preso|presa calci|scale|pugni|mira; ho <minorage> anni .. tipo|uomo|scrive|padre|casa|torn*|paura|cose; non voglio tornare da mio|mia padre|madre; <minorage> anni .. disegna|lividi|segni|chiude|buio|morire|dispetti|beve|uomo|cintura|soldi|spogliatoio|ginocchia|giochi|scale|scuola .. mesi|anni|mani|gambe|bagno|strani|corpo|adulti|solo|sola; neonato|bambino|bambina|bimbo|bimba .. lasciat* .. macchina|solo|sola|auto; <kid> .. subit* .. qualcosa|campo|spogli*|atti; <kid> .. padre|papa|mamma|patrigno|compagno beve|ubriaco|rompe|picchia|urla|droga; non! consegnare .. bambin*|minore|padre|madre; ritira solo nonna|nonno|madre|padre|zia|mamma; affidat* alla|al|agli|ai|a zia|zio|nonni|nonna|zii|comune|servizi; <kid> .. raccontat* cose|gravi|brutte|tutto; adulto|uomo|volontario|maestro|educatore .. ragazzin*|bambin*|figli* .. instagram|ginocchia|regali|foto|messaggi|scrive|whatsapp; padre non puo avvicinar*
`,
};

export const alludedEconomic: CategoryTables = {
  disclosure: `
non arriv* alla|al terza|quarta settimana|mese|27|ventisette|stipendio; si gioca|giocava stipendio|pensione|tutto; gratta e vinci .. mazzi|ogni|cinquanta|tutti|sempre; fermo|ferma|fermi dalla|da|dopo chiusura; prima paga; impegnat* oro|gioielli|anello; creditori|fornitori .. cercano|cerca; guardia finanza .. porta|casa; tessera alimentare; siamo|sono|e indietro di|con|coi mesi|mese|affitto|rate|mutuo|bollette|pagamenti; indietro di .. mesi; prendo la minima; prende la minima; non! me|ce|se la|lo posso|possiamo|puo permettere; permettere di pagare|comprare; casa! porta|portano|prende via; porta via la casa; mi|ci aiuta|aiutano caritas|parrocchia|comune|assistente|figli con|per|a; isee .. zero|mila|esente|falso|basso|seimila|presentato; lavoro|lavora senza contratto|contributi|regola; senza essere in regola; in regola non; niente|no|senza contratto .. euro|padrone|ora; euro all|l ora; devo dare .. euro|mila|soldi; non! c|abbiamo riscaldamento|frigo|luce|gas; viviamo|vivo|vive|campiamo con soldi|pensione|aiuto .. nonn*|genitori|madre|padre|suocer*; no soldi; no lavoro; io no lavor*; saltano|salta|saltiamo mensa|pasto|pasti|cena; chiesto|chiedere|chiedo l elemosina; chiest* reddito; soldi! messa|messo|messi male; mess* male soldi|economicamente; debiti di gioco; buco di .. mila|euro; chiuso il conto; abito|vivo|viviamo|abitiamo|dorme|dormo .. roulotte|monolocale|cantina|garage|camper|baracca; verdura avanza|scarti|mercato; riscuoto|riscuote disoccupazione|pensione|sussidio|reddito; esenzione! per|da reddito; respint*|rifiutat* carta|bancomat|bancomat; saltare .. bolletta|affitto|rata; pago|paga|pagano|pagato .. gita|quota|corso .. saltare|rinunci*; quota sociale reddito; motivi economici; ragioni economiche; reddito minimo; non! ha|ho|abbiamo entrate|reddito; chiede|chiedono pannolini|latte|viveri|vestiti|cibo|coperte; nn|non ha|ho|abbiamo i libri|scarpe .. compr*; prestito .. interessi|doppio|strozzin*|triplo; banca ci|mi porta|prende|toglie|chiude|vuole; soldi .. poco alla volta
`,
};

export const alludedSexLife: CategoryTables = {
  strong:
    'intersex; spogliarellist*; video per adulti; film per adulti; coppia di mamme|papa; due mamme; due papa; bloccanti; unita mobile strada; spogliarello',
  disclosure: `
ha|hanno|avere una tresca; partner multipli|multiple; profilassi prep; accett* che io ami|amo; tutti sanno di me; si veste da donna; vado|va a letto con; ho|ha conosciuto uomini|ragazzi app|chat|sauna; uomini .. conosciut* .. app|chat|sauna; chiamat* con un|nome da|maschio|femmina .. maschio|femmina|uomo|donna|ragazzo; entrambi uomini|maschi; entrambe donne; siamo .. due uomini|donne|mamme|papa|ragazze|ragazzi; due ragazze|ragazzi|uomini|donne .. sposar*|coppia|sposat*|si|fidanzat*; sono il marito|fidanzato|compagno di <manname>; sono la moglie|fidanzata|compagna di <womanname>; cambiato sesso|nome anagrafe; cambiato sesso; in transizione; conviv* con un|una uomo|donna|ragazzo|ragazza .. ; sposat* con un|una uomo|donna; sono fidanzato con <manname>; sono fidanzata con <womanname>; nome anagrafico; sono .. ma all anagrafe; notte con un|una; avuto una notte; preferisce gli uomini|donne|ragazzi|ragazze; mi eccit*; lavorava|lavora|lavoro in|sulla strada; vecchio nome .. documento|tessera; documento .. vecchio nome; te e tua moglie; tu e tuo marito
`,
};

export const alludedConfidence: CategoryTables = {
  strong: 'segnalazione anonima; lettera anonima; riservatissim*; confidenza fatta',
  disclosure: `
non fate|fare|faccia|fategli|fatele|fateglielo|farle|fargli sapere; a porta|porte chiusa|chiuse; per iscritto no|niente|nulla|mai; niente|nulla per iscritto; non metta|mettere|mettete|metti .. iscritto; dite|dica|dire che non mi|ci|la conosc*; non condivid*|inoltr*|girat*|divulg* .. nessuno|altri|volontari|colleghi|gruppo; da non condivid*|inoltr*|divulg*|riferire; deve|possa|puo vedere|leggere|aprire solo|soltanto il|la|don|lei|lui; legga|apra|veda|leggere|aprire solo|soltanto il|la|don|lei presidente|direttore|direttrice|presidentessa|dottoressa|don; in un orecchio; solo per gli occhi; non ho|avevo|avuto .. coraggio .. dirlo|dire|confess*|ammett*; sono io quello|quella|colui che ha; dimentichi|dimenticate quello|cio che|detto|visto; non riport* in|nella|nel|alla chat|scheda|verbale|gruppo|riunione; non comparire|compaia|compaiano da|in|nome nessuna|nessun|elenco|lista; dett*|raccontat*|dichiarat* una|il bugia|falso; nessuno .. sa che vengo|vado|frequento|scrivo; apre|legge|controlla la posta mio|mia|padre|marito|madre|moglie; non le|gli|lo avete|ha parlato con me; attestato|firma|firme|ore falsificat*; ho falsificat*; arrivi|arrivasse|arrivare orecchie; cosa! tra|fra noi|me|lei due|te|lei; vorrei che restasse; prometta|promettete|promettimi|promettetemi|giuri|giurate|giurami|assicura|assicuri|assicurate|parola che|di .. non; qualcuno che non parli|parla; resta!|resti!|rimane!|rimanga! qui; fra|tra queste mura; resti fra queste; non! lo|mettetelo|metta|mettere|mettete|scriva|scrivere|scrivete|annoti|annotate|annotare|registrate .. scheda|verbale|atti|registro|scritto|archivio; non! esce|esca|escano|uscira da qui|chat|questa|stanza|ufficio; mentito al|a|alla|ai|sul|sulla|sui|nel; ho|abbiamo mentito; raccontato una bugia; bugia! .. raccontat*|dett*|colloquio; falsificat* firma|firme|modulo|documento|attestato; mi sono finto|finta; non sono stat* sincer*|onest*; solo lei|voi|la|il deve|puo|presidente|dottoressa leggere|legga|sapere; segreto .. non|no dire|capo|dirlo; mail .. legge|leggono marito|moglie|padre|madre|figlia|figlio; a lei lo posso dire; lo posso dire solo|a; altri no; dimentichi di|quello|averlo; parlare con una persona sola; cosa di cui mi pento; mi pento di; mi pesa coscienza; peso coscienza; non! vorrei|voglio che|li|la|lo|lo! .. veda|vedesse|legga|leggesse|senta; meglio che .. non|miei sappia|sappiano; non! .. resti|rimanga|lasciare traccia; le scrivo in privato; in privato perche; strappate|strappi|bruci|bruciate|cancelli|cancellate tutto|questa|questo; sono io che|ho|l scritt*|fatto|preso|rotto|rubato; solo per|alla dottoressa|presidente|direttore|lei; non! lo|la riferis*|riferire|riferite|riferisca; riferire alla|al|a famiglia|marito|nessuno|figlia; guai se lo|la|mio; nascost* verita|tutto|a .. tutti; nessun altro|altra; considerare|resti|rimanga .. anonim*; sta|stia|stai|state zitt*; mai avuto coraggio; non! ho avuto coraggio; io e lei e|e basta; ammett* di|che aver*|ho; ammesso di aver*; confessato di; togliermi un rospo|peso|sasso; rospo; non! rispond* .. copia|tutti|altri; vi racconto|dico questo|una ma|pero; ti dico una cosa; non! diremo a nessuno; non! dir* a|al|alla|ai nessuno|padre|madre|marito|moglie; non! vuole|voglio che si|lo sappia|sapere|sa; lo dico a|solo lei|voi; parli solo|soltanto con; di non mettere a; mettere a verbale|agli; non! mettere a verbale
`,
};

export const alludedJudicial: CategoryTables = {
  strong:
    'cassazione; daspo; gabbio; tribunale penale; notifica tribunale; al gabbio; affidamento ai servizi; ore ai servizi; verbale in cassaforte; avviso orale',
  disclosure: `
firma in|dai|alla caserma|carabinieri|questura; firmare in|dai caserma|carabinieri; fedina! sporca|macchiata; sentenza mio|mia|suo|sua padre|madre|fratello|sorella|figlio|figlia|marito|moglie; sentenza di mio|mia; esce|uscito|uscira .. anni .. <prison>; anni a <prison>; mess* sigilli; sotto sequestro; divieto di avvicin*; agli arresti; rischio|rischia|rischiamo anni|mesi|carcere|galera|processo|condanna|due|tre|quattro|cinque; sul giornale per truffa|arrest*|rapina|furto|quella; fermat* .. carabinieri|polizia .. coltello|droga|auto|ubriac*; mi hanno fermat* carabinieri|polizia|finanza|vigili; dato fuoco; devo fare .. ore .. servizi|condanna|pena|giudice|affidamento|voi; decreto del giudice|tribunale; hanno mess* .. manette|dentro; notifica .. tribunale|procura|penale
`,
};

export const alludedEthnicity: CategoryTables = {
  disclosure: `
non ho|ha|abbiamo|hanno documenti|carte; mio|suo|nostro visto scad*|scade|turistico|negato|rifiutato; se passa|arriva polizia .. scappo|scappiamo; da|di famiglia ebraica|ebrea|rom|sinti|armena; permesso! .. finit*|finisce|scad*|mese|agosto|luglio|padrone; siamo|sono|e|io|famiglia dello|della|del|dell|di|delle <country>; non italian*; nat* qui ma|e|non; domanda! di protezione; documento! provvisorio|scaduto straniero; macedon* sono; sono macedon*; in <country> .. scappat*|guerra|torn*|lasciat*|moglie|figli
`,
};
