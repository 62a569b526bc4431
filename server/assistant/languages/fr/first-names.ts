/** First names common in France, Belgium, Switzerland and Canada, folded: a name in lower case is known by its first name. */
export const firstNames: ReadonlySet<string> = new Set(
  `adele adrien agathe agnes ahmed aicha alain albert alex alexandra alexandre alexis alice aline alya amandine amelie amina anais andre andrea angelique anna anne annick
  annie anthony antoine antoinette antonio arnaud arthur aude audrey aurelie aurelien axel baptiste barbara beatrice benedicte benjamin benoit bernadette bernard bertrand
  boris brigitte bruno camille capucine carine carla carole caroline catherine cecile cedric celia celine chantal charles charlotte chloe christelle christian christiane
  christine christophe claire clara claude claudine clemence clement colette constance corentin corinne cyril damien daniel danielle david delphine denis denise diane didier
  dominique dorothee edith edouard elena eleonore elisa elisabeth elise elodie eloise emeline emile emilie emma emmanuel emmanuelle enzo eric erwan esteban estelle etienne
  eugenie eva evelyne fabien fabienne fabrice fanny farid fatima fatou felix ferdinand fernand florence florent florian france francine francis franck francois francoise
  frederic frederique gabriel gabrielle gael gaelle gaetan genevieve georges gerald geraldine gerard ghislaine gilbert gilles ginette gisele gregoire gregory guillaume gustave
  guy gwenaelle hassan helena helene henri herve hortense hubert hugo hugues ibrahim ines irene isabelle ivan jacqueline jacques jade janine jean jeanne jeannine jennifer
  jeremie jeremy jerome jessica joel joelle johan johanna jonathan jordan jose josephine josette josiane juan jules julia julie julien juliette justine karen karim karine
  kevin khadija laetitia lambert lara laura laure laurence laurent laurie lea leila lena leo leon leonie lila lilian lina lionel lisa loic lola louis louise luc luca lucas
  lucie lucien lucienne ludivine ludovic lydia lydie madeleine mael maeva magali malik manon manuel marc marcel marcelle margaux margot marguerite maria mariam marianne marie
  marina marine marion marius marjorie martine mathieu mathilde mathis matthieu maud maurice max maxime maxence mehdi melanie melissa michael michel michele micheline mireille
  mohamed mohammed monique morgane mustapha myriam nabil nadege nadia nadine nathalie nathan nicolas nicole nina noah noe noel noemie nora norbert oceane odette odile olga
  olivia olivier oscar pascal pascale patricia patrice patrick paul paule pauline perrine philippe pierre pierrick quentin rachel rachid raoul raphael raymond raymonde regine
  regis remi remy renaud rene renee richard robert roger roland romain romane rosalie rose roxane sabine sabrina sacha said salim salome samia samir samuel sandra sandrine
  sara sarah sebastien serge severine simon simone sofia solange solene sonia sophie stephane stephanie steven suzanne sybille sylvain sylvia sylvie tania tatiana teddy
  theo therese thibault thibaut thierry thomas timothee tom tristan valentin valentine valerie vanessa vera veronique victoire victor victoria vincent violette virginie
  viviane william xavier yacine yann yannick yasmine yolande youssef yvan yves yvette yvonne zoe`.split(/\s+/),
);
