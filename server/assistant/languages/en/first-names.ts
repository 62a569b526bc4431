/** First names common in English-speaking countries, folded: a name in lower case is known by its first name. */
export const firstNames: ReadonlySet<string> = new Set(
  `aaron abby abigail adam adele adrian agnes ahmed aidan aisha alan albert alex alexander alexandra alfie alice alicia alison alistair allan allison amanda amber amelia amy
  ana andrea andrew andy angela angus anita ann anna anne annie anthony antonio april archie ariana arthur ashley austin ava barbara barry beatrice becky ben benjamin bernard
  beth bethany betty beverly bill billy bob bobby brad bradley brandon brenda brendan brian bridget bruce bryan caleb callum cameron carl carla carlos carmen carol caroline
  carolyn catherine cathy charles charlie charlotte chelsea cheryl chloe chris christian christina christine christopher cindy claire clara clare clive colin connor courtney
  craig cynthia daisy damian dan daniel danielle danny darren dave david dawn dean deborah debbie declan denise dennis derek diana diane dominic don donald donna doris
  dorothy doug douglas duncan dylan eddie edith edward eileen elaine eleanor elena elizabeth ella ellen ellie elsie emily emma eric erica erin ethan eva evan evelyn evie
  fatima felicity fiona florence frances francis frank fred freddie frederick freya gareth gary gavin gemma geoff geoffrey george georgia georgina gerald geraldine gillian
  gina gloria gordon grace graham grant greg gregory hannah harold harriet harry hassan heather heidi helen henry holly howard hugh hugo ian ibrahim imogen irene iris isaac
  isabel isabella isla ivan ivy jack jackie jackson jacob jacqueline jade jake james jamie jan jane janet janice jared jasmine jason jay jean jeff jeffrey jennifer jenny
  jeremy jerry jess jesse jessica jill jim jimmy jo joan joanna joanne joe joel john johnny jon jonathan jordan jose joseph josephine josh joshua joy joyce juan judith judy
  julia julian julie juliet june justin kai karen karim karl kate katherine kathleen kathryn kathy katie kay keith kelly ken kenneth kevin kieran kim kimberly kirsty kyle
  lara larry laura lauren laurence lawrence leah lee leo leon leonard leslie lewis liam lilian lily linda lindsay lisa liz logan lorraine louis louise luca lucas lucy luke
  lydia lynn madison maggie malcolm marc marcus margaret maria marie mark marilyn marina marion marjorie martha martin martina mary mason matt matthew maureen max maya megan
  melanie melissa michael michelle miguel mike mohamed mohammed moira molly monica morgan muhammad nadia nancy naomi natalie natasha nathan neil nicholas nick nicola nicole
  nigel nina noah noel nora norman olga oliver olivia omar oscar owen paige pam pamela pat patricia patrick paul paula pauline penny pete peter phil philip phillip phoebe
  philippa priya rachel ralph raymond rebecca reece rhys richard ricky rita rob robert roberta robin roger ron ronald rory rosa rose rosemary rosie ross roxanne roy ruby russell
  ruth ryan sally sam samantha samuel sandra sara sarah scott sean sebastian serena shane shannon sharon shaun sheila shirley sian simon sofia sonia sophia sophie stacey
  stanley stella stephanie stephen steve steven stuart sue susan suzanne sylvia tara ted teresa terry tessa theo theresa thomas tiffany tim timothy tina tobias toby todd tom
  tommy toni tony tracy trevor tyler valerie vanessa vera veronica vicky victor victoria vincent violet virginia vivian walter wayne wendy william yasmin yusuf yvonne
  zachary zoe`.split(/\s+/),
);
