/** What is known of the model that rates: from the figures that its training wrote into its file. */
import file from '../../tone/model.json';
import { shippedModel } from '../../tone/shipped-model';
import { accuracy, countOf, f1ByTone, macroF1, weightedF1 } from '../../tone/training/measure';
import { modelVersion } from './model-version';

export function loadToneModel() {
	const { measured, threshold, positive } = shippedModel();
	const { confusion, sure, calibrationError } = measured;
	return {
		version: modelVersion(),
		examples: file.examples,
		features: positive.length,
		kilobytes: Math.round(JSON.stringify(file).length / 1_000),
		threshold,
		measuredOn: countOf(confusion),
		weightedF1: weightedF1(confusion),
		macroF1: macroF1(confusion),
		f1: f1ByTone(confusion),
		sureShare: countOf(sure) / countOf(confusion),
		sureRight: accuracy(sure),
		calibrationError,
		confusion,
	};
}
