/** First names that are common in Italy and Britain: a text that says `il numero di marco` speaks of a person. */
export const firstNames: ReadonlySet<string> = new Set(
  (
    'marco luca paolo giovanni giuseppe antonio francesco andrea stefano matteo alessandro davide roberto mario carlo luigi franco ' +
    'giorgio fabio daniele simone michele riccardo lorenzo enrico claudio massimo alberto sergio bruno pietro giacomo filippo nicola ' +
    'vincenzo salvatore domenico raffaele emanuele gabriele tommaso leonardo edoardo federico gianni giancarlo gianluca maurizio ' +
    'walter dario diego angelo cesare renato silvio ivan omar ahmed mohamed mohammed hassan ali youssef karim carlos jose pedro ion ' +
    'vasile beppe pippo gigi nando tonino gino ugo elio emilio ettore umberto vittorio guido aldo dino piero rocco nico samuele ' +
    'cristian christian mattia jacopo elia noah thomas kevin alex denis maria anna giulia francesca chiara sara laura elena valentina ' +
    'martina alessia silvia paola barbara monica cristina daniela patrizia roberta simona federica elisa ilaria giovanna teresa lucia ' +
    'rosa angela carla luisa rita marta alice sofia aurora giorgia beatrice irene claudia serena michela stefania antonella raffaella ' +
    'manuela tiziana emanuela nicoletta lorena loredana donatella gabriella marina caterina margherita camilla greta noemi emma ' +
    'ginevra viola bianca nadia fatima aisha amina khadija olga irina svetlana natalia elisabetta veronica debora deborah samantha ' +
    'pina pinuccia assunta concetta carmela immacolata giuseppina franca mirella ornella graziella ivana lina nora ada ida olivia ' +
    'gaia giada arianna miriam rachele rebecca adele agnese john james david michael peter paul tom tim jack harry oliver george sarah ' +
    'mary jane susan linda karen emily lucy kate helen ruth joan grace amy rachel hannah sophie charlotte ella lily robert richard ' +
    'william joe ben sam dan steve mark chris matt nick andrew simon ian alan brian kumar priya'
  ).split(' '),
);

/** Those that are ordinary words, streets or months too. */
export const ordinaryNames: ReadonlySet<string> = new Set(
  (
    'rosa viola gaia ali angelo alba grazia mark will grace amy may ada lily jack dan sam ion franco bianca franca chiara serena ' +
    'marina aurora vittoria elio nora lina elia margherita ivan omar dino rocco ugo santo grant ruth joan chris matt nick ben tom tim ' +
    'joe ella noah diego nando gino'
  ).split(' '),
);
