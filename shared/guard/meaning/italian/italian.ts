import type { LanguageData } from '../lexicon.ts';
import {
  alludedAbuse,
  alludedConfidence,
  alludedDisability,
  alludedEconomic,
  alludedEthnicity,
  alludedFamily,
  alludedHealth,
  alludedJudicial,
  alludedMinors,
  alludedPolitics,
  alludedReligion,
  alludedSexLife,
} from './allusions.ts';
import { politics, religion, union } from './beliefs.ts';
import { disability } from './disability.ts';
import { abuse, confidence, minors } from './harm.ts';
import { health } from './health.ts';
import { economic, family } from './household.ts';
import { ethnicity, peoples, sexLife } from './identity.ts';
import {
  countries,
  indirectEconomic,
  indirectEthnicity,
  indirectMinors,
  indirectPolitics,
  indirectSexLife,
  indirectUnion,
  toldEconomic,
  toldEthnicity,
  toldHealth,
  toldMinors,
  toldPolitics,
  toldReligion,
  toldSexLife,
} from './indirect.ts';
import { judicial } from './justice.ts';
import { conjugateItalian, stemItalian } from './morphology.ts';
import { anyone, being, child, frame, initials, light, minorAges, person, plain, possessive, self } from './people.ts';
import { functionWords, idioms, spellings, topic } from './topics.ts';

export const italian: LanguageData = {
  stem: stemItalian,
  conjugate: conjugateItalian,
  classes: {
    initial: initials,
    minorage: minorAges,
    manname:
      'andrea marco luca paolo davide alberto stefano matteo simone fabio roberto giorgio antonio giuseppe mario luigi francesco alessandro lorenzo giovanni carlo sergio tommaso filippo pietro michele claudio daniele nicola riccardo federico emanuele gabriele salvatore massimo dario enrico',
    womanname:
      'anna maria laura giulia sara elena chiara francesca silvia paola marta lucia roberta elisa valentina federica claudia martina alessandra giorgia monica cristina daniela barbara stefania sofia rosa carla teresa alice beatrice ilaria serena simona lorenza luisa',
    country: countries,
    people: peoples,
    /** Whose trade a word of health, law or school is. */
    trade:
      'avvocat* carabinier* poliziott* giudice magistrat* logopedista fisioterapista infermier* psicolog* psicoterapeut* psichiatr* oncolog* cardiolog* ginecolog* ortoped* neurolog* ostetric* medico dottor* farmacista dentista veterinari* assistente educator* educatric* insegnante maestr* oss badante notaio commercialista sindacalista criminolog* pedagogist* nutrizionist* dietist* urolog* dermatolog* pneumolog* endocrinolog* ematolog* nefrolog* reumatolog* diabetolog* logopedist* vigile vigilessa finanziere notaio maresciallo sacrestano radiolog* anestesista chirurg* pediatra geriatra operator* fisiatra osteopata',
    relative:
      'zia zio moglie marito figlia figlio sorella fratello cugina cugino madre padre cognata cognato amica amico nipote',
    woman:
      'socia! volontaria! signora! figlia! sorella! zia! nipote! amica! cugina! lei ragazza! nonna! suocera! cognata! collega! madre!',
    man: 'socio! volontario! signore! figlio! fratello! zio! nipote! amico! cugino! lui ragazzo! nonno! suocero! cognato! collega! padre!',
    body: 'schiena ginocchio ginocchia anca anche! spalla braccio gamba gambe piede polso mano! mani! testa collo cuore fegato rene reni polmone polmoni stomaco pancia intestino prostata tiroide seno utero ovaie cervello occhi! occhio vista! udito orecchio denti ossa cervicale vertebra vertebre caviglia costole femore bacino menisco',
    insult:
      'nullita nulla niente puttana troia stupida stupido cretina cretino scema scemo incapace pazza pazzo grassa grasso schifo schifosa schifoso ritardato ritardata buono buona idiota zoccola ladra ladro serva sporca sporco handicappato handicappata frocio',
    months:
      'mesi settimane anni mese gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
    politician:
      'meloni salvini schlein conte renzi calenda berlusconi letta tajani fratoianni bonelli vannacci grillo zingaretti bonaccini trump putin bersani appendino raggi almirante berlinguer mussolini',
    prison:
      'bollate opera! vittore rebibbia coeli poggioreale ucciardone secondigliano gleno canton marassi dozza vallette sollicciano gazzi pagliarelli',
    /** Whom an act is done to. */
    obj: 'mi; ti; ci; lo; la; l; li; le; gli; si; m',
    hit: '/picchiare; /menare; /malmenare; /pestare; /maltrattare; /schiaffeggiare; /violentare; /stuprare; /molestare; /aggredire; /minacciare; /perseguitare; /insultare; /strattonare; /umiliare; /ricattare; /palpeggiare; /seviziare; /terrorizzare; /massacrare; /abusare; /tormentare; /strangolare; /denigrare; /bullizzare; /stalkerare; mena!; /pedinare; /offendere',
    hitten:
      'picchiat* menat* malmenat* pestat* maltrattat* schiaffeggiat* violentat* stuprat* molestat* aggredit* minacciat* perseguitat* insultat* strattonat* umiliat* ricattat* palpeggiat* seviziat* terrorizzat* abusat* bullizzat* violat* pedinat*',
    /** What is loved, hated, hit and left in jest. */
    thing:
      'telone pazienza gentilezza tempo spazio cucina biscotti torta torte dolci caffe stampante computer telefono tablet sito portale modulo moduli programma pianoforte chitarra violino bici bicicletta moto macchina auto furgone lavatrice forno frigo lampione lampioni cassonetto cassonetti buca buche marciapiede cartello cancello portone semaforo tombino libri fumetti collezione divano armadio quaderni vestiti scarpe guanti ombrello facebook instagram whatsapp tecnologia ascensore tosaerba gazebo striscione piante fiori gerani pomodori giardino orto',
    weather:
      'sole vento pioggia grandine temporale temporali tempesta neve gelo caldo freddo afa nebbia burrasca maltempo tromba ramo onda onde corrente sorte sfortuna destino',
    match:
      'partita partite torneo finale semifinale derby campo gara gare set tennis calcetto pallavolo burraco briscola scacchi classifica rigori tombola',
    victim:
      'me mia mio moglie figli figlio figlia bambini bambino bambina madre mamma anziani anziana anziano ragazzi nonna nonno sorella fratello padre ospiti utenti suocera nipote ragazze ragazza',
    kid: 'bambino! bambina! bimbo bimba figlio! figlia! nipotino nipotina minore! minorenne ragazzino ragazzina alunno! alunna! adolescente! quattordicenne quindicenne sedicenne tredicenne dodicenne piccolo! piccola! bambini! figli! nipote! ragazzo! ragazza! studente studentessa neonato',
    troubled: 'autolesionis* bulimic* anoress* trascurat* abbandonat* denutrit* malnutrit* autistic* iperattiv*',
  },
  features: { person, self, anyone, topic, frame, being, possessive, child, plain, light },
  categories: {
    health: [...health, alludedHealth, toldHealth],
    disability: [...disability, alludedDisability],
    religion: [...religion, alludedReligion, toldReligion],
    politics: [...politics, indirectPolitics, alludedPolitics, toldPolitics],
    union: [...union, indirectUnion],
    sex_life: [...sexLife, indirectSexLife, alludedSexLife, toldSexLife],
    ethnicity: [...ethnicity, indirectEthnicity, alludedEthnicity, toldEthnicity],
    judicial: [...judicial, alludedJudicial],
    family: [...family, alludedFamily],
    abuse: [...abuse, alludedAbuse],
    minors: [...minors, indirectMinors, alludedMinors, toldMinors],
    economic: [...economic, indirectEconomic, alludedEconomic, toldEconomic],
    confidence: [...confidence, alludedConfidence],
  },
  idioms,
  spellings,
  functionWords,
};
